package dev.jeton.providers.rotation;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.port.Unopenable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * One record of the journal: a length, a checksum, the answer. It is made of zeros before the request is sent, so that the
 * answer is written over room that the disk has already given; a length of zero says that no answer came.
 */
final class JournalFile implements Journal.Place {
    /** More than answers have; a longer one makes the file grow. */
    private static final int ROOM = 16 * 1024;

    private static final int LONGEST = 1024 * 1024;
    private static final int HEADER = 2 * Integer.BYTES;

    private final Path file;
    private final AnswerRecord format;

    private JournalFile(Path file, AnswerRecord format) {
        this.file = file;
        this.format = format;
    }

    static JournalFile create(Path file, AnswerRecord format) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.<OpenOption>of(CREATE_NEW, WRITE), OwnerOnly.file(file))) {
            writeWhole(channel, ByteBuffer.allocate(ROOM));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new JournalFile(file, format);
    }

    static JournalFile existing(Path file, AnswerRecord format) {
        return new JournalFile(file, format);
    }

    @Override
    public boolean write(TokenKey key, Grant next) {
        byte[] answer = format.write(key, next);
        ByteBuffer record = ByteBuffer.allocate(HEADER + answer.length)
                .putInt(answer.length)
                .putInt(checksum(answer))
                .put(answer)
                .flip();
        boolean interrupted = false;
        try {
            while (!written(record)) {
                interrupted = true;
            }
            return true;
        } catch (IOException e) {
            throw new StoreUnavailable("the answer could not be written to the pending journal", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False where the thread was interrupted, which closes the file; nobody's haste is worth an answer. */
    private boolean written(ByteBuffer record) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            writeWhole(channel, record.duplicate());
            return true;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            return false;
        }
    }

    /**
     * The answer in it; empty where none was written.
     *
     * @throws Torn if it was not written to its end
     * @throws Unopenable if it was, and is sealed by a key that is not known here
     */
    Optional<AnswerRecord.Written> read() throws IOException, Torn, Unopenable {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            if (channel.size() > LONGEST) {
                throw new Torn();
            }
            ByteBuffer record = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (record.hasRemaining() && channel.read(record) >= 0) {
                // Reads on.
            }
            return answer(record.flip());
        }
    }

    private Optional<AnswerRecord.Written> answer(ByteBuffer record) throws Torn, Unopenable {
        if (record.remaining() < HEADER) {
            return Optional.empty();
        }
        int length = record.getInt();
        int checksum = record.getInt();
        if (length == 0) {
            return Optional.empty();
        }
        if (length < 0 || length > record.remaining()) {
            throw new Torn();
        }
        byte[] answer = new byte[length];
        record.get(answer);
        if (checksum(answer) != checksum) {
            throw new Torn();
        }
        return Optional.of(format.read(answer));
    }

    private static void writeWhole(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private static int checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    @Override
    public void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is left behind is found to be committed already when it is read again.
        }
    }

    /** A crash came while it was written: the process did not live to rely on it. */
    static final class Torn extends Exception {
        private static final long serialVersionUID = 1L;

        Torn() {
            super("torn", null, false, false);
        }
    }

    @Override
    public String toString() {
        return "JournalFile[" + file.getFileName() + "]";
    }
}
