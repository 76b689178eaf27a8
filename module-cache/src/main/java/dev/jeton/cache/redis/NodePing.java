package dev.jeton.cache.redis;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.Pool;

/**
 * Pings one master, over the same connections as everything else. Not on a virtual thread: those take turns with every request, and
 * behind ten thousand of them every answer would look late.
 */
final class NodePing implements NodeHealth.Ping {

    private final HostAndPort master;
    private final RedisServers servers;
    private final RedisCalls calls;

    /** At most one: nobody can break it off, it ends by itself when nothing has come for a timeout. */
    private volatile @Nullable Future<Boolean> underWay;

    NodePing(HostAndPort master, RedisServers servers, RedisCalls calls) {
        this.master = master;
        this.servers = servers;
        this.calls = calls;
    }

    /** Waits a timeout at most. */
    @Override
    public void send() throws Exception {
        Future<Boolean> ping = underWay;
        if (ping == null || ping.isDone()) {
            ping = calls.aside(this::answered);
            underWay = ping;
        }
        try {
            ping.get(calls.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Closed: for whoever watches to see.
            Thread.currentThread().interrupt();
            throw new TimeoutException("no longer waited for");
        } catch (ExecutionException | TimeoutException e) {
            // While a server is unusable nobody calls it, so nobody else would find out which connections are dead.
            servers.pool(master).ifPresent(Pool::clear);
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private boolean answered() throws TimeoutException {
        Pool<Connection> pool = servers.pool(master).orElseThrow();
        long began = System.nanoTime();
        try {
            probe(pool);
        } catch (JedisConnectionException e) {
            // It may have sat idle for too long, and the next one as well.
            pool.clear();
            probe(pool);
        }
        if (Duration.ofNanos(System.nanoTime() - began).compareTo(calls.timeout()) > 0) {
            throw new TimeoutException("byte by byte");
        }
        return true;
    }

    private void probe(Pool<Connection> pool) {
        try (Connection connection = pool.getResource()) {
            servers.probe(master, connection);
        }
    }

    @Override
    public String toString() {
        return "NodePing[" + master + "]";
    }
}
