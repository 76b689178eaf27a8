package dev.jeton.cache.values;

import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Makes long values shorter, by GZIP, whose first two bytes no JSON begins with. */
final class Compression {

    /** Below this there is little to gain. */
    private static final int WORTH_WHILE = 1024;

    /** Beyond this a short value is no value of ours but a bomb. */
    static final int LONGEST_PLAIN = 1024 * 1024;

    private static final int MAGIC = 0x1f8b;

    private Compression() {}

    /** The shorter one of {@code plain} and itself compressed. */
    static byte[] compressed(byte[] plain) {
        if (plain.length <= WORTH_WHILE) {
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size() < plain.length ? bytes.toByteArray() : plain;
    }

    /** What was compressed, or {@code bytes} where nothing was. */
    static byte[] expanded(byte[] bytes) throws UnreadableValue {
        if (bytes.length < 2 || ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) != MAGIC) {
            return bytes;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = gzip.readNBytes(LONGEST_PLAIN + 1);
            if (plain.length > LONGEST_PLAIN) {
                throw new UnreadableValue("longer than any value");
            }
            return plain;
        } catch (IOException e) {
            throw new UnreadableValue("its compression is broken");
        }
    }
}
