package dev.jeton.app.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Walks a chain from its first line to its last and looks whether each follows the one before. It may be written meanwhile. */
public final class ChainCheck {

    private static final String TORN = "torn; the broker sets it aside when it next starts";
    private static final int LOOKS = 5;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AuditDirectory directory;
    private final Optional<Link> head;
    private final List<String> notes = new ArrayList<>();
    private Link last = Link.BEGINNING;
    private long checked;
    private long first;

    /**
     * What was found.
     *
     * @param records lines that follow each other
     * @param first number of the first one; lines before it are not here
     * @param last number and SHA-256 of the last one
     * @param notes what the broker itself has noted in the chain, with their places
     * @param brokenOrNull the first place where the chain is broken; null = it is whole
     */
    public record Finding(
            long records,
            long first,
            String last,
            List<String> notes,
            @Nullable String brokenOrNull) {}

    /** The first place where the chain is broken. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String place, String why) {
            super(place + ": " + why, null, false, false);
        }
    }

    private ChainCheck(AuditDirectory directory, Optional<Link> head) {
        this.directory = directory;
        this.head = head;
    }

    /**
     * Looks at the audit in {@code directory}.
     *
     * @throws IOException if it cannot be read
     */
    public static Finding check(Path directory) throws IOException {
        AuditDirectory files = new AuditDirectory(directory);
        Finding finding = look(files);
        for (int again = 0; again < LOOKS && isBeingWritten(finding); again++) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            finding = look(files);
        }
        return finding;
    }

    private static Finding look(AuditDirectory directory) throws IOException {
        // First, for a chain that is being written may be further by the time that its last line is read.
        return new ChainCheck(directory, Head.read(directory.head())).finding();
    }

    /** Perhaps: a line that is torn may be whole a moment later. */
    private static boolean isBeingWritten(Finding finding) {
        String broken = finding.brokenOrNull();
        return broken != null && broken.endsWith(TORN);
    }

    private Finding finding() throws IOException {
        String broken = null;
        try {
            walk(directory.segments());
        } catch (Broken e) {
            broken = e.getMessage();
        }
        return new Finding(checked, first, last.toString(), notes, broken);
    }

    private void walk(List<AuditDirectory.Segment> segments) throws IOException, Broken {
        String end = "";
        for (AuditDirectory.Segment segment : segments) {
            if (first == 0) {
                // What was before it was moved away, or there was nothing.
                first = segment.first();
                last = new Link(first - 1, Link.BEGINNING.hash());
            }
            boolean newest = segment.equals(segments.getLast());
            end = segment.name() + " line " + (walk(segment, newest) + 1);
        }
        compareWithHead(end);
    }

    /** Tells how many lines it has. */
    private long walk(AuditDirectory.Segment segment, boolean newest) throws IOException, Broken {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(segment.file()), 1 << 16)) {
            long number = 0;
            while (true) {
                ByteArrayOutputStream line = new ByteArrayOutputStream(512);
                boolean whole = readLine(in, line);
                String place = segment.name() + " line " + (number + 1);
                if (!whole && line.size() == 0) {
                    return number;
                }
                if (!whole) {
                    throw new Broken(place, newest ? TORN : "has no end");
                }
                number++;
                follow(line.toByteArray(), place, segment);
            }
        }
    }

    /** False where the file ended before the line did. */
    private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return true;
            }
            if (line.size() < AuditLine.LONGEST) {
                line.write(c);
            }
        }
        return false;
    }

    private void follow(byte[] line, String place, AuditDirectory.Segment segment) throws Broken {
        Link before = AuditLine.before(line).orElseThrow(() -> new Broken(place, "is no record"));
        if (before.seq() != last.seq()) {
            throw new Broken(place, "has number " + (before.seq() + 1) + " where " + (last.seq() + 1) + " should be");
        }
        boolean nothingBefore = checked == 0 && segment.first() > 1;
        if (!nothingBefore && !before.hash().equals(last.hash())) {
            throw new Broken(place, "does not follow the line before it; one of the two was changed");
        }
        last = before.after(line);
        checked++;
        if (head.isPresent() && head.get().seq() == last.seq() && !head.get().equals(last)) {
            throw new Broken(place, "is not what the head says was written");
        }
        AuditLine.noted(line).ifPresent(note -> notes.add(place + ": " + note));
    }

    private void compareWithHead(String end) throws Broken {
        if (head.isEmpty() && checked > 0) {
            throw new Broken("head", "missing; whether the last records are all here cannot be told");
        }
        if (head.isPresent() && head.get().seq() > last.seq()) {
            throw new Broken(
                    end.isEmpty() ? "head" : end,
                    "records " + (last.seq() + 1) + " to " + head.get().seq() + " are missing");
        }
    }
}
