package dev.jeton.cache.redis;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.RedisGrantSettings;
import dev.jeton.cache.RedisSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.util.JedisURIHelper;

/** A pool of connections to one Redis, its driver, and the watches over its health and its keys. */
public final class RedisConnection implements AutoCloseable {

    private static final int SPARE_CONNECTIONS = 8;

    private final RedisSettings settings;
    private final RedisClient client;
    private final RedisCalls calls;
    private final RedisHealth health;
    private final RedisDriver driver;
    private final GrantDriver grantDriver;
    private final RedisWatch watch;
    private final ChangeWatch changes;

    private RedisConnection(RedisSettings settings, TokenEvents events, TimeSource time) {
        this.settings = settings;
        this.client = client(settings);
        this.calls = new RedisCalls(settings.timeout(), settings.maxConnections(), new Learning());
        this.health = new RedisHealth(this::ping, events, time);
        this.driver = new JedisDriver(client, calls);
        this.grantDriver = new JedisGrantDriver(client, calls);
        this.watch = watch(settings, events, time);
        this.changes = TokenChanges.heardBy(watch);
    }

    public static RedisConnection open(RedisSettings settings, TokenEvents events, TimeSource time) {
        RedisConnection connection = new RedisConnection(settings, events, time);
        connection.health.start();
        connection.watch.start();
        return connection;
    }

    private static RedisWatch watch(RedisSettings settings, TokenEvents events, TimeSource time) {
        Set<HostAndPort> only = Set.of(address(settings));
        return new RedisWatch(() -> only, clientConfig(settings, "jeton-watch"), events, time);
    }

    private static RedisClient client(RedisSettings settings) {
        return RedisClient.builder()
                .hostAndPort(address(settings))
                .clientConfig(clientConfig(settings, "jeton"))
                .poolConfig(poolConfig(settings))
                .build();
    }

    private static HostAndPort address(RedisSettings settings) {
        return new HostAndPort(settings.uri().getHost(), settings.port());
    }

    /** @param name by which the server lists the connection */
    private static DefaultJedisClientConfig clientConfig(RedisSettings settings, String name) {
        URI uri = settings.uri();
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .timeoutMillis(Math.toIntExact(settings.timeout().toMillis()))
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .database(JedisURIHelper.getDBIndex(uri))
                .clientName(name);
        if (settings.usesTls()) {
            // Jedis' own default trusts any name on a valid certificate.
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config.build();
    }

    private static ConnectionPoolConfig poolConfig(RedisSettings settings) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        // More than calls are let in: a ping never queues, nor does who comes after a call that is just being broken
        // off.
        pool.setMaxTotal(settings.maxConnections() + SPARE_CONNECTIONS);
        pool.setMaxIdle(settings.maxConnections());
        pool.setMinIdle(0);
        pool.setMaxWait(settings.timeout());
        // The health watch does this better than probing every idle connection: on a failure it drops them all.
        pool.setTestWhileIdle(false);
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setJmxEnabled(false);
        return pool;
    }

    private final class Learning implements RedisCalls.Lessons {

        @Override
        public void slow() {
            health.check();
        }

        @Override
        public boolean isKnownToBeGone() {
            return !health.current().usable();
        }

        @Override
        public void unusable(String reason) {
            dropIdle();
            health.suspect(reason);
        }

        @Override
        public void demoted() {
            dropIdle();
        }
    }

    /** Connections that sat idle may hang on the same dead server; each would cost somebody a whole timeout. */
    private void dropIdle() {
        client.getPool().clear();
    }

    private void ping() throws Exception {
        try {
            calls.bounded(client::ping);
        } catch (Exception e) {
            // While Redis is unusable nobody calls, so nobody else would find out which connections are dead.
            dropIdle();
            throw e;
        }
    }

    public RedisDriver driver() {
        return driver;
    }

    /** The grants that are kept behind this connection; closing it ends them too. */
    public RedisGrants grants(RedisGrantSettings grants, Sealer sealer, TokenEvents events) {
        return new RedisGrants(grantDriver, grants, sealer, events);
    }

    /** The same grants, to be sealed again. */
    public RedisGrantResealing grantResealing(RedisGrantSettings grants, Sealer sealer, TokenEvents events) {
        return new RedisGrantResealing(grantDriver, grants, sealer, events);
    }

    public ChangeWatch changes() {
        return changes;
    }

    public StateHealth health() {
        return health;
    }

    @Override
    public void close() {
        watch.close();
        health.close();
        calls.close();
        client.close();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
