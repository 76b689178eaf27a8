package dev.jeton.app.http.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body that is copied while it is read, as long as the copy is not too long and there is room for it. */
final class Recording extends InputStream {

    /** Longer bodies are not sent twice. */
    static final int LONGEST = 1024 * 1024;

    private static final int STEP = 64 * 1024;

    private final InputStream source;
    private final long length;
    private final CopyBudget budget;
    private @Nullable ByteArrayOutputStream copy;
    private int reserved;
    private boolean ended;

    /** @param length as announced; -1 = not */
    Recording(InputStream source, long length, CopyBudget budget) {
        this.source = source;
        this.length = length;
        this.budget = budget;
        this.copy = length <= LONGEST ? new ByteArrayOutputStream() : null;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
        int read = source.read(into, offset, most);
        if (read < 0) {
            ended = true;
        } else {
            record(into, offset, read);
        }
        return read;
    }

    private void record(byte[] from, int offset, int count) {
        ByteArrayOutputStream kept = copy;
        if (kept == null) {
            return;
        }
        if (hasRoomFor(kept.size() + count)) {
            kept.write(from, offset, count);
        } else {
            close();
        }
    }

    private boolean hasRoomFor(int size) {
        while (size > reserved) {
            if (size > LONGEST || !budget.take(STEP)) {
                return false;
            }
            reserved += STEP;
        }
        return true;
    }

    /** All of it, if all of it was read and copied. */
    Optional<byte[]> whole() {
        return Optional.ofNullable(copy)
                .filter(kept -> ended || kept.size() == length)
                .map(ByteArrayOutputStream::toByteArray);
    }

    /** Forgets the copy; the source is the server's to close. */
    @Override
    public void close() {
        copy = null;
        budget.giveBack(reserved);
        reserved = 0;
    }
}
