package dev.jeton.cache.redis;

import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.Pool;

/** One server, always the same. */
final class SingleServer implements RedisServers {

    private final HostAndPort server;
    private final RedisClient client;
    private final boolean patient;

    SingleServer(HostAndPort server, JedisConfigs configs) {
        this.server = server;
        JedisClientConfig config = configs.connection("jeton");
        JedisSocketFactory plain = new DefaultJedisSocketFactory(server, config);
        this.patient = config.getSslOptions() == null;
        JedisSocketFactory sockets = patient ? PatientSocket.of(plain) : plain;
        this.client = RedisClient.builder()
                .hostAndPort(server)
                .clientConfig(config)
                .connectionProvider(
                        new PooledConnectionProvider(new ConnectionFactory(sockets, config), configs.pool()))
                .build();
    }

    @Override
    public UnifiedJedis client() {
        return client;
    }

    @Override
    public Set<HostAndPort> masters() {
        return Set.of(server);
    }

    @Override
    public Optional<HostAndPort> masterOf(String key) {
        return Optional.of(server);
    }

    @Override
    public Optional<Pool<Connection>> pool(HostAndPort master) {
        return master.equals(server) ? Optional.of(client.getPool()) : Optional.empty();
    }

    /** Not with TLS: one read of its socket is many of the network, each with the whole timeout. */
    @Override
    public boolean isPatient() {
        return patient;
    }

    @Override
    public void refresh() {
        // Nobody else could have taken its place.
    }

    @Override
    public void close() {
        client.close();
    }
}
