package dev.jeton.cache;

import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and how it lets this process in.
 *
 * <table>
 * <caption>As a URL</caption>
 * <tr><td>one server</td><td>{@code redis://[user:password@]host[:port][/database]}</td></tr>
 * <tr><td>a cluster</td><td>{@code redis-cluster://[user:password@]host[:port],host[:port]}</td></tr>
 * <tr><td>sentinels</td><td>{@code redis-sentinel://[user:password@]master@host[:port],host[:port][/database]}</td></tr>
 * </table>
 *
 * <p>With {@code rediss} in place of {@code redis} all connections are TLS, those to sentinels too; certificates and host
 * names are verified against the JVM's trust store. Ports are 6379 unless it is said otherwise, those of sentinels 26379.
 *
 * @param database its number; 0 in a cluster, which has no other
 */
public record RedisAddress(RedisTopology topology, Login login, int database, boolean tls) {

    /**
     * What the servers are shown.
     *
     * @param userOrNull null = the default user
     * @param passwordOrNull null = none is asked for
     */
    public record Login(
            @Nullable String userOrNull, @Nullable String passwordOrNull) {

        static final Login NONE = new Login(null, null);

        /** Nothing of it. */
        @Override
        public String toString() {
            return "Login";
        }
    }

    /**
     * The address that {@code url} spells.
     *
     * @throws IllegalArgumentException if it cannot be used; the message never repeats a password
     */
    public static RedisAddress of(String url) {
        return RedisUrl.read(url);
    }

    /** Without the login. */
    @Override
    public String toString() {
        String kind = switch (topology) {
            case RedisTopology.Single single -> "";
            case RedisTopology.Sentinel sentinel -> "-sentinel";
            case RedisTopology.Cluster cluster -> "-cluster";
        };
        return (tls ? "rediss" : "redis") + kind + "://" + topology;
    }
}
