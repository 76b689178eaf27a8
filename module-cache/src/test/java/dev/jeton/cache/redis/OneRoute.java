package dev.jeton.cache.redis;

import java.util.Set;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;

/** The way to one server by a client of the test's own. */
record OneRoute(UnifiedJedis client, RedisCalls.Server server) implements Routes {

    @Override
    public RedisCalls.Server serverOf(String key) {
        return server;
    }

    @Override
    public Set<HostAndPort> masters() {
        return Set.of();
    }

    @Override
    public boolean isCluster() {
        return false;
    }

    @Override
    public RedisCalls.Server server(HostAndPort master) {
        return server;
    }

    @Override
    public Connection connection(HostAndPort master) {
        throw new UnsupportedOperationException("nobody asks for it");
    }
}
