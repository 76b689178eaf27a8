package dev.jeton.cache.redis;

import dev.jeton.cache.RedisTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Delay;
import redis.clients.jedis.util.Pool;

/**
 * The one master that sentinels know. Jedis hears from them when it is replaced; as such a subscription may be deaf without
 * anybody noticing, they are also asked now and then, and where they say otherwise the client is made anew.
 */
final class SentinelServers implements RedisServers {

    private static final Duration RESUBSCRIBE = Duration.ofSeconds(1);

    private final RedisTopology.Sentinel topology;
    private final JedisConfigs configs;
    private volatile @Nullable RedisSentinelClient found;
    private boolean closed;

    /** Who is master by the word of a sentinel that lets us in by {@code config}. */
    private record Word(HostAndPort master, DefaultJedisClientConfig config) {}

    SentinelServers(RedisTopology.Sentinel topology, JedisConfigs configs) {
        this.topology = topology;
        this.configs = configs;
    }

    @Override
    public UnifiedJedis client() {
        RedisSentinelClient client = found;
        if (client == null) {
            throw new JedisConnectionException("no sentinel has named a master yet");
        }
        return client;
    }

    private Optional<HostAndPort> master() {
        return Optional.ofNullable(found).map(RedisSentinelClient::getCurrentMaster);
    }

    @Override
    public Set<HostAndPort> masters() {
        return master().map(Set::of).orElse(Set.of());
    }

    @Override
    public Optional<HostAndPort> masterOf(String key) {
        return master();
    }

    @Override
    public Optional<Pool<Connection>> pool(HostAndPort master) {
        RedisSentinelClient client = found;
        if (client == null) {
            return Optional.empty();
        }
        for (Map.Entry<?, Pool<Connection>> pool :
                client.getPrimaryNodesConnectionMap().entrySet()) {
            if (master.equals(pool.getKey())) {
                return Optional.of(pool.getValue());
            }
        }
        return Optional.empty();
    }

    @Override
    public void refresh() {
        word().ifPresent(word -> {
            if (!master().equals(Optional.of(word.master))) {
                follow(word);
            }
        });
    }

    private Optional<Word> word() {
        for (HostAndPort sentinel : JedisConfigs.places(topology.sentinels())) {
            for (DefaultJedisClientConfig config : configs.sentinelConnections()) {
                try (Jedis jedis = new Jedis(sentinel, config)) {
                    List<String> master = jedis.sentinelGetMasterAddrByName(topology.master());
                    if (master != null && master.size() == 2) {
                        return Optional.of(
                                new Word(new HostAndPort(master.get(0), Integer.parseInt(master.get(1))), config));
                    }
                } catch (JedisException | NumberFormatException e) {
                    // The next one may know.
                }
            }
        }
        return Optional.empty();
    }

    private synchronized void follow(Word word) {
        if (closed) {
            return;
        }
        RedisSentinelClient before = found;
        try {
            found = RedisSentinelClient.builder()
                    .masterName(topology.master())
                    .sentinels(JedisConfigs.places(topology.sentinels()))
                    .sentinelClientConfig(word.config)
                    .sentinelReconnectDelay(Delay.constant(RESUBSCRIBE))
                    .clientConfig(configs.connection("jeton"))
                    .poolConfig(configs.pool())
                    .build();
        } catch (JedisException e) {
            // They are gone again.
            return;
        }
        if (before != null) {
            before.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        RedisSentinelClient client = found;
        if (client != null) {
            client.close();
        }
    }
}
