package dev.jeton.providers;

import java.time.Duration;

/**
 * What a process answers from its own memory, without asking the shared state.
 *
 * @param maxTokens the least used beyond so many are forgotten; 0 = the shared state is asked for every request
 * @param ttl the longest that a change of the shared state may go unnoticed, whatever becomes of the watch over it
 */
public record NearSettings(long maxTokens, Duration ttl) {

    public static final Duration LONGEST_TTL = Duration.ofHours(1);

    public static final NearSettings DEFAULT = new NearSettings(100_000, Duration.ofSeconds(5));

    /** The shared state is asked for every request. */
    public static final NearSettings OFF = new NearSettings(0, Duration.ZERO);

    /** @throws IllegalArgumentException if a value makes no sense */
    public NearSettings {
        if (maxTokens < 0) {
            throw new IllegalArgumentException("the number of tokens cannot be negative");
        }
        if (ttl.isNegative() || ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("the time to live must be between 0 and 1h");
        }
    }

    /** How many are held for the time that the shared state is away, also where none is served before. */
    public long maxHeld() {
        return maxTokens == 0 ? DEFAULT.maxTokens : maxTokens;
    }

    /** How long one is believed without asking. */
    public Duration believed() {
        return maxTokens == 0 ? Duration.ZERO : ttl;
    }
}
