package dev.jeton.cache.redis;

import dev.jeton.cache.RedisTopology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/**
 * The servers that an address leads to, of which those that take writes matter. Everything that differs between one server,
 * sentinels and a cluster is behind this.
 */
interface RedisServers extends AutoCloseable {

    /**
     * The client that finds the server of each key.
     *
     * @throws redis.clients.jedis.exceptions.JedisException while it is not known where any server is
     */
    UnifiedJedis client();

    /** Those that take writes, as far as is known, whether or not they can be reached. */
    Set<HostAndPort> masters();

    /** Which of them has {@code key}. */
    Optional<HostAndPort> masterOf(String key);

    /** Whether each has a part of the keys, which may be another one's at any time, also where there is one just now. */
    default boolean isCluster() {
        return false;
    }

    /** Whether its connections keep to the {@link Patience} of who reads. */
    default boolean isPatient() {
        return false;
    }

    /** The connections to one of them; empty where it is none any more. */
    Optional<Pool<Connection>> pool(HostAndPort master);

    /**
     * Asks whether a server can be used.
     *
     * @param connection to that server
     * @throws redis.clients.jedis.exceptions.JedisException where it cannot
     */
    default void probe(HostAndPort master, Connection connection) {
        connection.ping();
    }

    /** Finds out which servers are masters by now; may take some timeouts, and leaves things as they are where it fails. */
    void refresh();

    /** From now on {@code changeFeared} is run when a server says by itself that the masters may be other ones. */
    default void heed(Runnable changeFeared) {
        // None does.
    }

    @Override
    void close();

    /** Connects to nobody yet. */
    static RedisServers of(RedisTopology topology, JedisConfigs configs) {
        return switch (topology) {
            case RedisTopology.Single(RedisTopology.Server server) ->
                new SingleServer(JedisConfigs.place(server), configs);
            case RedisTopology.Sentinel sentinel -> new SentinelServers(sentinel, configs);
            case RedisTopology.Cluster(List<RedisTopology.Server> nodes) ->
                new ClusterServers(JedisConfigs.places(nodes), configs);
        };
    }
}
