package dev.jeton.cache.redis;

import dev.jeton.api.TokenException;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.HostAndPort;

/**
 * The keys that the servers have, page by page. Each call ends in time, and throws {@link TokenException.CacheUnavailable} where
 * the server cannot be asked or refuses.
 */
interface KeyPages {

    /** The servers that have all keys between them; empty while none is known. */
    Set<HostAndPort> masters();

    /** Some of the keys that match {@code glob} on one server; some may come twice. */
    Page scan(HostAndPort master, String cursor, String glob);

    /** A part of all keys, and where to go on. */
    record Page(List<String> keys, String next) {

        /** Where to begin, and what comes after the last page. */
        static final String START = "0";

        boolean isLast() {
            return next.equals(START);
        }
    }
}
