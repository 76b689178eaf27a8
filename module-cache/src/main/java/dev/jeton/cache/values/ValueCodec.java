package dev.jeton.cache.values;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.util.List;
import java.util.Optional;

/**
 * Values as the bytes that are kept: JSON, compressed where it is long, sealed for its very key. Without a sealer short ones
 * are the plain JSON.
 */
public final class ValueCodec {

    private final Sealer sealer;

    public ValueCodec(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The bytes of {@code value}; empty if they are too many. */
    <T> Optional<byte[]> encode(CacheKey key, T value, ValueFormat<T> format) {
        byte[] plain = format.write(value);
        // Nobody would read more of it again.
        return Optional.of(plain)
                .filter(json -> json.length <= Compression.LONGEST_PLAIN)
                .map(Compression::compressed)
                .filter(ValueCodec::fits)
                .map(bytes -> sealer.seal(label(key), bytes))
                .filter(ValueCodec::fits);
    }

    private static boolean fits(byte[] bytes) {
        return bytes.length <= ByteValues.LONGEST;
    }

    /**
     * The value of these bytes.
     *
     * @throws Unopenable if they were not sealed here for this key
     * @throws UnreadableValue if what they hold is no value of this format
     */
    <T> T decode(CacheKey key, byte[] bytes, ValueFormat<T> format) throws Unopenable, UnreadableValue {
        if (bytes.length > ByteValues.LONGEST) {
            throw new UnreadableValue("longer than any value");
        }
        byte[] plain = Compression.expanded(sealer.open(label(key), bytes));
        try {
            return format.read(plain);
        } catch (RuntimeException e) {
            // Formats are written for what they write themselves; this may be anything.
            throw new UnreadableValue("its format fails with " + e.getClass().getSimpleName());
        }
    }

    private static SealLabel label(CacheKey key) {
        return new SealLabel("value", List.of(key.name()));
    }
}
