package dev.jeton.cache.values;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.UUID;

/**
 * What stands in the place of a value while somebody asks its source: {@code filling:} and a random owner. No JSON, and so
 * neither a value nor the envelope of a sealed one, begins like this.
 */
public final class Marker {

    /** How every marker begins. */
    public static final String PREFIX = "filling:";

    private static final byte[] PREFIX_BYTES = PREFIX.getBytes(US_ASCII);

    private Marker() {}

    /** One that nobody else has. */
    static byte[] fresh() {
        return (PREFIX + UUID.randomUUID()).getBytes(US_ASCII);
    }

    /** Whether these bytes are a marker of whomever. */
    public static boolean is(byte[] bytes) {
        return bytes.length >= PREFIX_BYTES.length
                && Arrays.equals(bytes, 0, PREFIX_BYTES.length, PREFIX_BYTES, 0, PREFIX_BYTES.length);
    }
}
