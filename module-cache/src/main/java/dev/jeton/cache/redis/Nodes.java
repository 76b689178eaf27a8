package dev.jeton.cache.redis;

import java.util.Set;
import redis.clients.jedis.HostAndPort;

/** The servers that take writes just now: one, or the masters of a cluster. */
interface Nodes {

    /**
     * Where they are, as far as is known, at once; none, or an exception, where that is not known, and then those that were
     * known stay. Asked about once a second, and whenever one of them is lost.
     */
    Set<HostAndPort> masters();
}
