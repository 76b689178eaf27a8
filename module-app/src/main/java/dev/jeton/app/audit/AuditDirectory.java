package dev.jeton.app.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of an audit: segments named by the number of their first line, {@code audit-0000000000000001.jsonl}, the file {@code head}
 * that says where the chain has come to, and what was set aside. Nobody else on the machine may read them.
 */
record AuditDirectory(Path path) {

    private static final String OWNER_ONLY = "rwx------";
    private static final Pattern SEGMENT = Pattern.compile("audit-([0-9]{16})\\.jsonl");

    /** A part of the chain; its first line should have this number. */
    record Segment(Path file, long first) implements Comparable<Segment> {

        String name() {
            return String.valueOf(file.getFileName());
        }

        @Override
        public int compareTo(Segment other) {
            return Long.compare(first, other.first);
        }
    }

    /** Makes it, and its parents, where they are not there. */
    void make() throws IOException {
        Files.createDirectories(path, ownerOnly(OWNER_ONLY));
        if (isPosix()) {
            // It may have been there before, made by somebody less careful.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(OWNER_ONLY));
        }
    }

    /**
     * Locks it for this process as long as the channel is open, however the process ends.
     *
     * @throws IOException with a sentence, if another process has it
     */
    FileChannel lock() throws IOException {
        FileChannel channel = open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Somebody else in this very process.
        }
        channel.close();
        throw new IOException(path + " is in use by another process; give each its own DATA_DIR");
    }

    /** A file in it, which is this user's alone if it is made now. */
    FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), ownerOnly("rw-------"));
    }

    Path head() {
        return path.resolve("head");
    }

    Segment segment(long first) {
        return new Segment(path.resolve("audit-%016d.jsonl".formatted(first)), first);
    }

    /** Where the remains of a line go that was to be number {@code seq}. */
    Path torn(long seq) {
        Path file = path.resolve("torn-%016d".formatted(seq));
        for (int again = 2; Files.exists(file); again++) {
            file = path.resolve("torn-%016d-%d".formatted(seq, again));
        }
        return file;
    }

    /** All of them, the oldest first; none where there is no such directory. */
    List<Segment> segments() throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "audit-*.jsonl")) {
            for (Path file : files) {
                var name = SEGMENT.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    segments.add(new Segment(file, Long.parseLong(name.group(1))));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        Collections.sort(segments);
        return segments;
    }

    /** Without it the name of a new file could be lost in a power failure, and the file with it. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
