package dev.jeton.cache.values;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where values are kept, as the bytes that they have there: the one seam between the cache service and a server, or a map.
 * Each method is one atomic step but {@link #walk}, ends in time, and throws {@link CacheUnavailable} where it cannot be done.
 * A time to live is at least a millisecond. A {@link Marker} is kept as every value is, and gives way to one.
 */
public interface ByteValues {

    /** Longer values are not written, and read only so far. */
    int LONGEST = 64 * 1024;

    /** Whether the place of {@code key} is known to be away, at no cost: then nobody has to try. */
    boolean isAway(CacheKey key);

    /** What is kept under {@code key}, a value or a marker. */
    Optional<Stored> find(CacheKey key);

    void set(CacheKey key, byte[] value, Duration ttl);

    /** Sets it if there is nothing, or a marker and this is none; false where there is something else, whatever it is. */
    boolean setIfAbsent(CacheKey key, byte[] value, Duration ttl);

    /** Sets it if exactly {@code expected} is there, and deletes that where {@code value} is empty. */
    boolean replaceIfEqual(CacheKey key, byte[] expected, byte[] value, Duration ttl);

    /** Deletes what is there; whether that was something other than a marker. */
    boolean delete(CacheKey key);

    /** One more than before, in decimal digits; what is no number is deleted first. The life of a counter is that of its first one. */
    long increment(CacheKey key, Duration ttl);

    /** Meets every key that is there all the while and matches, some of them perhaps more than once. */
    void walk(CachePattern pattern, Consumer<List<CacheKey>> visitor);
}
