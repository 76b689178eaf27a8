package dev.jeton.cache.redis;

import dev.jeton.cache.RedisAddress;
import dev.jeton.cache.RedisSettings;
import dev.jeton.cache.RedisTopology.Server;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Our settings in Jedis' words. */
final class JedisConfigs {

    private static final int SPARE_CONNECTIONS = 8;

    /** Most balancers forget a connection after 50 s or later. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    /** A sentinel from whom nothing was heard for so long is subscribed to anew: nobody tells a deaf connection from a quiet one. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final RedisSettings settings;

    JedisConfigs(RedisSettings settings) {
        this.settings = settings;
    }

    /** The longest that one answer may take. */
    Duration timeout() {
        return settings.timeout();
    }

    /** How servers that keep keys are spoken with; they list this process as {@code name}. */
    DefaultJedisClientConfig connection(String name) {
        RedisAddress.Login login = settings.address().login();
        return anonymous(name)
                .user(login.userOrNull())
                .password(login.passwordOrNull())
                .database(settings.address().database())
                .build();
    }

    /** The ways in which sentinels may let us in: most ask for no password, and refuse to be shown one. */
    List<DefaultJedisClientConfig> sentinelConnections() {
        RedisAddress.Login login = settings.address().login();
        DefaultJedisClientConfig plain = toSentinel().build();
        return login.passwordOrNull() == null
                ? List.of(plain)
                : List.of(
                        plain,
                        toSentinel()
                                .user(login.userOrNull())
                                .password(login.passwordOrNull())
                                .build());
    }

    private DefaultJedisClientConfig.Builder toSentinel() {
        return anonymous("jeton-sentinel").blockingSocketTimeoutMillis(Math.toIntExact(LONGEST_SILENCE.toMillis()));
    }

    private DefaultJedisClientConfig.Builder anonymous(String name) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .timeoutMillis(Math.toIntExact(settings.timeout().toMillis()))
                .clientName(name);
        if (settings.address().tls()) {
            // Jedis' own default trusts any name on a valid certificate.
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return config;
    }

    /** The connections to one server. */
    ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        // More than calls are let in: a ping never queues, nor does who comes after a call that is just being broken
        // off.
        pool.setMaxTotal(settings.maxConnections() + SPARE_CONNECTIONS);
        pool.setMaxIdle(settings.maxConnections());
        pool.setMinIdle(0);
        pool.setMaxWait(settings.timeout());
        // Before whatever is in between forgets them, or the server by its setting "timeout".
        pool.setMinEvictableIdleDuration(LONGEST_IDLE);
        pool.setTimeBetweenEvictionRuns(LONGEST_IDLE.dividedBy(3));
        // The health watch does this better than probing every idle connection: on a failure it drops them all.
        pool.setTestWhileIdle(false);
        pool.setJmxEnabled(false);
        return pool;
    }

    static HostAndPort place(Server server) {
        return new HostAndPort(server.host(), server.port());
    }

    static Set<HostAndPort> places(List<Server> servers) {
        Set<HostAndPort> places = new LinkedHashSet<>();
        servers.forEach(server -> places.add(place(server)));
        return places;
    }
}
