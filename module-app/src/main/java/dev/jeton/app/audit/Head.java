package dev.jeton.app.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that says where the chain has come to, {@code 00000000000000000017 <hash>}: without it nobody would notice that the last
 * lines are gone. It is written after the lines and before anybody relies on them, so it may be behind them, and never ahead.
 */
final class Head implements AutoCloseable {

    private static final Pattern SPELLING = Pattern.compile("(00[0-9]{18}) ([0-9a-f]{64})\n");

    private final FileChannel channel;

    private Head(FileChannel channel) {
        this.channel = channel;
    }

    static Head open(AuditDirectory directory) throws IOException {
        return new Head(directory.open(directory.head(), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    /** What it says; empty where there is none, or none that makes sense. */
    static Optional<Link> read(Path file) throws IOException {
        try {
            Matcher spelled = SPELLING.matcher(new String(Files.readAllBytes(file), US_ASCII));
            return spelled.matches()
                    ? Optional.of(new Link(Long.parseLong(spelled.group(1)), spelled.group(2)))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** In one piece, over what it said before, which was as long. */
    void write(Link link) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap("%020d %s\n".formatted(link.seq(), link.hash()).getBytes(US_ASCII));
        for (long at = 0; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
    }

    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
