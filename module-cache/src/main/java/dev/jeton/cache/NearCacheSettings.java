package dev.jeton.cache;

import java.time.Duration;

/**
 * Which values of the cache service a process holds decoded in its own memory.
 *
 * @param maxValues the least used beyond so many, each of a KiB at most, are forgotten; longer ones count for more. 0 = the
 *     shared state is asked for every read
 * @param ttl the longest that a change of the shared state may go unnoticed, whatever becomes of the watch over it
 */
public record NearCacheSettings(long maxValues, Duration ttl) {

    private static final Duration LONGEST_TTL = Duration.ofHours(1);

    public static final NearCacheSettings DEFAULT = new NearCacheSettings(100_000, Duration.ofSeconds(5));

    /** The shared state is asked for every read. */
    public static final NearCacheSettings OFF = new NearCacheSettings(0, Duration.ZERO);

    /** @throws IllegalArgumentException if a value makes no sense */
    public NearCacheSettings {
        if (maxValues < 0) {
            throw new IllegalArgumentException("the number of values cannot be negative");
        }
        if (ttl.isNegative() || ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("the time to live must be between 0 and 1h");
        }
    }

    /** How long one is believed without asking. */
    public Duration believed() {
        return maxValues == 0 ? Duration.ZERO : ttl;
    }
}
