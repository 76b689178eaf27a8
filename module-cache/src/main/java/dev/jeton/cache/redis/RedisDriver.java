package dev.jeton.cache.redis;

import dev.jeton.api.TokenException;
import java.time.Duration;

/**
 * The few commands that the cache needs, and the one seam in front of the client library. Every call is bounded in time
 * and throws {@link TokenException.CacheUnavailable} where the server cannot be asked or refuses.
 */
public interface RedisDriver {

    /** Longer values than this are read only so far: nothing of ours is that long. */
    int LONGEST_VALUE = 64 * 1024;

    /**
     * The first {@link #LONGEST_VALUE} + 1 bytes of a value; empty where there is none.
     *
     * @throws WrongType if the key holds something else than a string
     */
    byte[] get(String key);

    void set(String key, byte[] value, Duration ttl);

    /** Sets the value if there is none; false where there is one. */
    boolean setIfAbsent(String key, byte[] value, Duration ttl);

    /** Whether it is known, without asking, that whoever has {@code key} cannot be asked. */
    default boolean isKnownToBeAway(String key) {
        return false;
    }

    /** Whether there was something to delete. */
    boolean delete(String key);

    /** Deletes the key if its value is exactly {@code expected}, in one atomic step. */
    boolean deleteIfEqual(String key, byte[] expected);

    /** The key holds a value of another type than a string. */
    final class WrongType extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
