package dev.jeton.cache.redis;

import java.util.Set;
import redis.clients.jedis.HostAndPort;

/** The servers that take writes just now: one, or the masters of a cluster. */
interface Nodes {

    /**
     * Where they are, as far as is known. Asked about once a second, and whenever one of them is lost.
     *
     * @throws RuntimeException if that cannot be found out; then what was known stays
     */
    Set<HostAndPort> masters();
}
