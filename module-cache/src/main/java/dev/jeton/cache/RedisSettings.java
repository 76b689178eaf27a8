package dev.jeton.cache;

import java.net.URI;
import java.net.URISyntaxException;
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

    private static final int DEFAULT_PORT = 6379;
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    /** @throws IllegalArgumentException if a value cannot be used; the message never repeats the password */
    public RedisSettings {
        checkAddress(uri);
        checkRest(uri);
        if (timeout.toMillis() <= 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("the timeout must be between 1ms and 1m");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("at least one connection is needed");
        }
        if (maxHeldTokens < 0) {
            throw new IllegalArgumentException("the number of held tokens cannot be negative");
        }
    }

    private static void checkAddress(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException("must be redis://host:port or rediss://host:port");
        }
        if (uri.getHost() == null) {
            // Also what java.net.URI says of a host with an underscore and of a password with a bare @ or /.
            throw new IllegalArgumentException("must name a host of letters, digits, hyphens and dots, as in "
                    + "redis://host:6379; special characters of a password are written as %40 and so on");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("must have a port between 1 and 65535");
        }
    }

    private static void checkRest(URI uri) {
        String user = uri.getUserInfo();
        if (user != null && user.indexOf(':') < 0) {
            throw new IllegalArgumentException(
                    "must give a password with the user, as in redis://user:password@host or redis://:password@host");
        }
        if (!uri.getPath().matches("/?[0-9]{0,4}")) {
            throw new IllegalArgumentException("must end with the number of a database, as in redis://host:6379/2");
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("must end after the database: no ? and no #");
        }
    }

    /**
     * The usual timeout and pool size.
     *
     * @throws IllegalArgumentException if {@code uri} cannot be used; the message never repeats the password
     */
    public static RedisSettings of(String uri) {
        return new RedisSettings(
                parsed(uri), DEFAULT_TIMEOUT, DEFAULT_MAX_CONNECTIONS, InMemoryState.DEFAULT_MAX_TOKENS);
    }

    private static URI parsed(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            // Not as a cause: its message is the whole address, password and all.
            throw new IllegalArgumentException("is no URL: " + e.getReason() + " at character " + e.getIndex());
        }
    }

    /** The port that is named, or the usual one. */
    public int port() {
        return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    }

    public boolean usesTls() {
        return "rediss".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public String toString() {
        return "RedisSettings[" + uri.getScheme() + "://" + uri.getHost() + ":" + port() + "]";
    }
}
