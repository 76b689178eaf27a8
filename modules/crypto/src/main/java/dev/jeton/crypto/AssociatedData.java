package dev.jeton.crypto;

import dev.jeton.api.port.SealLabel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is authenticated with a value but not stored in it: the envelope's version and key id, and the label. Every text
 * comes with its length in front and as the 16-bit units that it has, so no two labels are written alike; UTF-8 would write
 * every lone surrogate as the same question mark.
 */
final class AssociatedData {

    private AssociatedData() {}

    static byte[] of(int version, String keyId, SealLabel label) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(version);
            write(keyId, out);
            write(label.purpose(), out);
            out.writeInt(label.subject().size());
            for (String part : label.subject()) {
                write(part, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }
}
