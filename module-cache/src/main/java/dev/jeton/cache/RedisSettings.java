package dev.jeton.cache;

import java.time.Duration;

/**
 * How to reach one Redis.
 *
 * @param timeout the longest that one call may take, connecting included
 * @param maxConnections the size of the pool of each server
 */
public record RedisSettings(RedisAddress address, Duration timeout, int maxConnections) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(250);
    public static final int DEFAULT_MAX_CONNECTIONS = 64;

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException if a value cannot be used */
    public RedisSettings {
        if (timeout.toMillis() <= 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("the timeout must be between 1ms and 1m");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("at least one connection is needed");
        }
    }

    /**
     * The usual timeout and pool size.
     *
     * @param url as {@link RedisAddress} says
     * @throws IllegalArgumentException if {@code url} cannot be used; the message never repeats the password
     */
    public static RedisSettings of(String url) {
        return of(url, DEFAULT_TIMEOUT);
    }

    /** The same with another timeout. */
    public static RedisSettings of(String url, Duration timeout) {
        return new RedisSettings(RedisAddress.of(url), timeout, DEFAULT_MAX_CONNECTIONS);
    }

    @Override
    public String toString() {
        return "RedisSettings[" + address + "]";
    }
}
