package dev.jeton.cache.redis;

import java.util.concurrent.Semaphore;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.util.Pool;

/** One master: how many calls may be under way to it, and what they have taught about it. */
final class RedisNode implements RedisCalls.Server, AutoCloseable {

    private final HostAndPort master;
    private final RedisServers servers;
    private final NodeHealth health;
    private final Semaphore places;
    private final Runnable changeFeared;

    /**
     * One that nobody has called yet.
     *
     * @param connections how many calls may be under way
     * @param changeFeared is run when another server may have taken its place
     */
    RedisNode(HostAndPort master, RedisServers servers, NodeHealth health, int connections, Runnable changeFeared) {
        this.master = master;
        this.servers = servers;
        this.health = health;
        this.places = new Semaphore(connections);
        this.changeFeared = changeFeared;
    }

    NodeHealth health() {
        return health;
    }

    @Override
    public Semaphore places() {
        return places;
    }

    @Override
    public void slow() {
        health.check();
    }

    @Override
    public void broken() {
        dropIdle();
        health.check();
        changeFeared.run();
    }

    @Override
    public void unusable(String reason) {
        dropIdle();
        health.suspect(reason);
        changeFeared.run();
    }

    @Override
    public boolean isKnownToBeGone() {
        return !health.current().usable();
    }

    @Override
    public void demoted() {
        dropIdle();
        changeFeared.run();
    }

    /** Connections that sat idle may hang on the same dead server; each would cost somebody a whole timeout. */
    private void dropIdle() {
        servers.pool(master).ifPresent(Pool::clear);
    }

    @Override
    public void close() {
        health.close();
    }

    @Override
    public String toString() {
        return master.toString();
    }
}
