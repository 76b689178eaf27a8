package dev.jeton.cache.redis;

import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

/** The ways from this process to the servers that have the keys. */
interface Routes {

    /**
     * Finds the server of every key by itself.
     *
     * @throws redis.clients.jedis.exceptions.JedisException while no server is known
     */
    UnifiedJedis client();

    /** The server that has {@code key}, by what is known just now. */
    RedisCalls.Server serverOf(String key);

    /** The servers that have all keys between them. */
    Set<HostAndPort> masters();

    /** Whether a key may be another server's than a moment ago: only what goes through {@link #client} call by call follows it. */
    boolean isCluster();

    /** Whether connections keep to the {@link Patience} of who reads. */
    default boolean isPatient() {
        return false;
    }

    RedisCalls.Server server(HostAndPort master);

    /**
     * A connection to that very server; closing it gives it back.
     *
     * @throws redis.clients.jedis.exceptions.JedisException where there is no such server any more
     */
    Connection connection(HostAndPort master);
}
