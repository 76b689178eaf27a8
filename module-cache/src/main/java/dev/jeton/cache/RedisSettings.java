package dev.jeton.cache;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * How to reach one Redis.
 *
 * @param uri {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for TLS, where the server's
 *     certificate and host name are verified against the JVM's trust store
 * @param timeout the longest that one call may take, connecting included
 * @param maxConnections the size of the pool
 * @param maxHeldTokens how many tokens this process holds by itself, for as long as the server is away
 */
public record RedisSettings(URI uri, Duration timeout, int maxConnections, long maxHeldTokens) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(250);
    public static final int DEFAULT_MAX_CONNECTIONS = 64;

    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    /** @throws IllegalArgumentException if a value cannot be used; the message never repeats the password */
    public RedisSettings {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("must be redis://host:port or rediss://host:port");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (!path.matches("/?[0-9]{0,4}")) {
            throw new IllegalArgumentException("must end with the number of a database, as in redis://host:6379/2");
        }
        if (timeout.toMillis() <= 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("the timeout must be between 1ms and 1m");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("at least one connection is needed");
        }
    }

    /** The usual timeout and pool size. */
    public static RedisSettings of(String uri) {
        return new RedisSettings(
                URI.create(uri), DEFAULT_TIMEOUT, DEFAULT_MAX_CONNECTIONS, InMemoryState.DEFAULT_MAX_TOKENS);
    }

    public boolean usesTls() {
        return "rediss".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public String toString() {
        return "RedisSettings[" + uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort() + "]";
    }
}
