package dev.jeton.app.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The segment that is being written. It notices where somebody else has cut it, added to it, or taken it away. */
final class OpenSegment implements AutoCloseable {

    private final AuditDirectory.Segment segment;
    private final FileChannel channel;
    private long length;

    private OpenSegment(AuditDirectory.Segment segment, FileChannel channel) throws IOException {
        this.segment = segment;
        this.channel = channel;
        this.length = channel.size();
    }

    static OpenSegment begin(AuditDirectory directory, AuditDirectory.Segment segment) throws IOException {
        FileChannel channel = directory.open(segment.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        directory.sync();
        return new OpenSegment(segment, channel);
    }

    static OpenSegment goOn(AuditDirectory directory, AuditDirectory.Segment segment) throws IOException {
        return new OpenSegment(segment, directory.open(segment.file(), StandardOpenOption.APPEND));
    }

    long length() {
        return length;
    }

    void append(byte[] lines) throws IOException {
        if (channel.size() != length) {
            throw new IOException(segment.name() + " was changed by somebody else");
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        length += lines.length;
    }

    void sync() throws IOException {
        if (!Files.exists(segment.file())) {
            // What is written to it from now on nobody would ever find.
            throw new IOException(segment.name() + " is gone");
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
