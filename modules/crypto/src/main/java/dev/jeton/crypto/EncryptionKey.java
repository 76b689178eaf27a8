package dev.jeton.crypto;

import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** One key of a ring and the id it goes by, as settings and operators write it: {@code kid:base64 of 32 bytes}. */
public final class EncryptionKey implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

    private final String id;
    private final AesKey aes;

    private EncryptionKey(String id, AesKey aes) {
        this.id = id;
        this.aes = aes;
    }

    /** A new random key as {@link KeyRing#parse} reads it, {@code k20261120-4f2a:…}, named after the day in UTC. */
    public static Secret generate(TimeSource time) {
        SecureRandom random = new SecureRandom();
        byte[] suffix = new byte[2];
        random.nextBytes(suffix);
        byte[] key = new byte[AesKey.LENGTH];
        random.nextBytes(key);
        String id = "k" + DAY.format(time.now()) + "-" + HexFormat.of().formatHex(suffix);
        return Secret.of(id + ":" + Base64.getEncoder().encodeToString(key));
    }

    /**
     * The key that {@code entry} describes.
     *
     * @param ordinal what messages call it; whatever stands in front of the colon might be the secret half
     */
    static EncryptionKey parse(String entry, int ordinal) {
        int colon = entry.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("key " + ordinal + " must be written as kid:base64 of 32 bytes");
        }
        String id = entry.substring(0, colon);
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "key " + ordinal + " must have a kid of 1 to 64 characters A-Za-z0-9._-");
        }
        return new EncryptionKey(id, new AesKey(bytes(entry.substring(colon + 1), ordinal)));
    }

    private static byte[] bytes(String base64, int ordinal) {
        byte[] bytes = decode(base64);
        // One key has one spelling, or two that are the same would look different.
        if (bytes.length != AesKey.LENGTH
                || !Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("key " + ordinal + " must have 32 bytes in standard, padded base64");
        }
        return bytes;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Its message quotes a character.
            return new byte[0];
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String id() {
        return id;
    }

    AesKey aes() {
        return aes;
    }

    /** Overwrites it. */
    @Override
    public void close() {
        aes.destroy();
    }

    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }
}
