package dev.jeton.app.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The end of a segment: its last whole line, and what a crash may have left behind it. */
final class Tail {

    private final long wholeLength;
    private final byte @Nullable [] lastLine;
    private final byte[] torn;

    private Tail(long wholeLength, byte @Nullable [] lastLine, byte[] torn) {
        this.wholeLength = wholeLength;
        this.lastLine = lastLine;
        this.torn = torn;
    }

    /** Reads it; of a long segment no more than the end. */
    static Tail of(AuditDirectory.Segment segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.READ)) {
            long size = channel.size();
            long from = Math.max(0, size - 2L * AuditLine.LONGEST);
            byte[] end = read(channel, from, (int) (size - from));
            int lastEnd = lastLineEnd(end, end.length);
            int beforeIt = lastLineEnd(end, lastEnd - 1);
            boolean whole = lastEnd > 0 && (beforeIt > 0 || from == 0);
            return new Tail(
                    from + lastEnd,
                    whole ? Arrays.copyOfRange(end, beforeIt, lastEnd - 1) : null,
                    Arrays.copyOfRange(end, lastEnd, end.length));
        }
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Reads on.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Behind the last line end before {@code limit}; 0 = there is none. */
    private static int lastLineEnd(byte[] bytes, int limit) {
        for (int i = limit - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    /** Of the segment, up to the end of its last whole line. */
    long wholeLength() {
        return wholeLength;
    }

    /** What the last whole line makes the chain; empty = there is none, or it is none of ours. */
    Optional<Link> link() {
        byte[] line = lastLine;
        return line == null ? Optional.empty() : AuditLine.before(line).map(before -> before.after(line));
    }

    /** A line whose writing a crash has cut short; empty = there is none. */
    byte[] torn() {
        return torn;
    }
}
