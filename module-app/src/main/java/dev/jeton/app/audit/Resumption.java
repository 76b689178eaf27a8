package dev.jeton.app.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain goes on that another process, or this one before a failure, has left.
 *
 * @param last what the next line follows
 * @param openOrNull the segment that may be continued; null = a new one is begun
 * @param notes what was found that should not be; it is written into the chain first of all
 */
record Resumption(Link last, AuditDirectory.@Nullable Segment openOrNull, List<String> notes) {

    static Resumption of(AuditDirectory directory) throws IOException {
        List<AuditDirectory.Segment> segments = directory.segments();
        Optional<Link> head = Head.read(directory.head());
        List<String> notes = new ArrayList<>();
        if (segments.isEmpty()) {
            head.ifPresent(link -> notes.add("all segments up to record " + link.seq() + " are gone"));
            return new Resumption(head.orElse(Link.BEGINNING), null, notes);
        }
        AuditDirectory.Segment newest = segments.getLast();
        Optional<Link> found = setAside(directory, newest, notes);
        if (found.isEmpty()
                && head.orElse(Link.BEGINNING).seq() == newest.first() - 1
                && Files.size(newest.file()) == 0) {
            // A crash came between the making of a segment and its first line.
            return new Resumption(head.orElse(Link.BEGINNING), newest, notes);
        }
        if (head.isEmpty()) {
            notes.add("there was no head: whether records are missing here cannot be told");
        }
        return following(directory, newest, new Ends(found, head), notes);
    }

    /** Where the chain ends, by its last line and by its head. */
    private record Ends(Optional<Link> found, Optional<Link> head) {
        boolean agree() {
            return found.isPresent()
                    && (head.isEmpty()
                            || head.equals(found)
                            || head.get().seq() < found.get().seq());
        }
    }

    /** The chain goes on from where it had come to, so a line that is gone or changed leaves a break that everybody can see. */
    private static Resumption following(
            AuditDirectory directory, AuditDirectory.Segment newest, Ends ends, List<String> notes) throws IOException {
        if (ends.agree()) {
            Optional<Link> behind = ends.head.filter(head -> !ends.found.equals(Optional.of(head)));
            if (behind.isPresent() && !isIn(newest, behind.get())) {
                notes.add("the head was not of this chain");
            }
            return new Resumption(ends.found.orElseThrow(), newest, notes);
        }
        notes.add("the last records before this one are missing or changed");
        Link last = ends.head.orElseGet(() -> new Link(newest.first(), Link.BEGINNING.hash()));
        Path next = directory.segment(last.seq() + 1).file();
        if (Files.exists(next)) {
            // What is in it is no line of ours, for one would have been found.
            Path aside = directory.torn(last.seq() + 1);
            Files.move(next, aside);
            notes.add("a segment was set aside in " + aside.getFileName());
        }
        return new Resumption(last, null, notes);
    }

    /** Whether the chain had come to {@code head} in this segment; by a crash it is behind by no more. */
    private static boolean isIn(AuditDirectory.Segment newest, Link head) throws IOException {
        if (head.seq() < newest.first() - 1) {
            return false;
        }
        // One byte a character, so that the line is hashed as it is.
        try (BufferedReader lines = Files.newBufferedReader(newest.file(), ISO_8859_1)) {
            for (long seq = newest.first(); seq < head.seq(); seq++) {
                String unused = lines.readLine();
            }
            String line = String.valueOf(lines.readLine());
            return head.seq() < newest.first()
                    ? line.contains(head.hash())
                    : Link.hashOf(line.getBytes(ISO_8859_1)).equals(head.hash());
        }
    }

    /** What the last whole line makes the chain; what comes after it is kept elsewhere, and is no part of the chain. */
    private static Optional<Link> setAside(AuditDirectory directory, AuditDirectory.Segment segment, List<String> notes)
            throws IOException {
        Tail tail = Tail.of(segment);
        Optional<Link> last = tail.link();
        if (tail.torn().length > 0) {
            Path file = directory.torn(last.map(Link::seq).orElse(segment.first() - 1) + 1);
            write(directory, file, tail.torn());
            truncate(segment, tail.wholeLength());
            notes.add("a line torn by a crash was set aside in " + file.getFileName());
        }
        return last;
    }

    private static void write(AuditDirectory directory, Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = directory.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            // It is tried again as long as the disk is full, each time under another name.
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void truncate(AuditDirectory.Segment segment, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
