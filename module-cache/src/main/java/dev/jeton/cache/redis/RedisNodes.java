package dev.jeton.cache.redis;

import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** All masters there are, as they come and go. Who is one by now is asked at once when one fails, and else now and then. */
final class RedisNodes implements Routes, AutoCloseable {

    private static final Duration ASK_EVERY = Duration.ofSeconds(2);
    private static final Duration ASK_EVERY_WHILE_DOWN = Duration.ofMillis(200);

    /** Hears which server has become usable or unusable. */
    interface Listener {
        void changed(HostAndPort master, boolean usable, String reason);

        /** The set of masters is another one. */
        void settled();

        /** It could not be found out who they are, in a way that nobody foresaw; told once until it succeeds. */
        void lost(RuntimeException why);

        Listener NONE = new Listener() {
            @Override
            public void changed(HostAndPort master, boolean usable, String reason) {}

            @Override
            public void settled() {}

            @Override
            public void lost(RuntimeException why) {}
        };
    }

    private final RedisServers servers;
    private final RedisCalls calls;
    private final int connections;
    private final Runnable settled;
    private final TimeSource time;
    private final Map<HostAndPort, RedisNode> nodes = new ConcurrentHashMap<>();
    private final RedisCalls.Server nowhere;
    private final MasterSearch search;
    private volatile Listener listener = Listener.NONE;
    private volatile boolean started;
    private volatile boolean closed;
    /** Not those of the nodes: whoever calls a new one makes its node before anybody has been told. */
    private Set<HostAndPort> last = Set.of();

    /**
     * All that {@code servers} knows of from time to time.
     *
     * @param connections to each
     * @param settled is run at once when the set of masters is another one: keys are read there from that moment on
     */
    RedisNodes(RedisServers servers, RedisCalls calls, int connections, Runnable settled, TimeSource time) {
        this.servers = servers;
        this.calls = calls;
        this.connections = connections;
        this.settled = settled;
        this.time = time;
        this.search = new MasterSearch(this::look, this::pause, why -> listener.lost(why), time);
        this.nowhere = new Nowhere(new Semaphore(connections), search::hurry);
    }

    /** Finds the masters and pings them once; waits for either at most a timeout. */
    void start(Listener listener) {
        this.listener = listener;
        try {
            calls.bounded(() -> {
                servers.refresh();
                return true;
            });
        } catch (TimeoutException | RuntimeException e) {
            // They are looked for as long as it takes.
        }
        settle();
        List<Thread> pings = new ArrayList<>();
        nodes.values().forEach(node -> pings.add(Thread.startVirtualThread(node.health()::probe)));
        pings.forEach(RedisNodes::await);
        started = true;
        nodes.values().forEach(node -> node.health().start());
        servers.heed(search::hurry);
        // Whoever was the first to answer has been believed so far.
        search.hurry();
        search.start();
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        // A call that was sent on may have found new ones.
        settle();
        servers.refresh();
        settle();
    }

    private Duration pause() {
        boolean well = !nodes.isEmpty()
                && nodes.values().stream()
                        .allMatch(node -> node.health().current().usable());
        return well ? ASK_EVERY : ASK_EVERY_WHILE_DOWN;
    }

    private void settle() {
        Set<HostAndPort> masters = servers.masters();
        if (masters.isEmpty() || closed) {
            return;
        }
        if (!masters.equals(last)) {
            last = masters;
            settled.run();
            replaceNodes(masters);
        } else if (!nodes.keySet().equals(masters)) {
            // Somebody has called one that is none any more.
            replaceNodes(masters);
        }
    }

    private void replaceNodes(Set<HostAndPort> masters) {
        masters.forEach(this::node);
        Set<HostAndPort> gone = new HashSet<>(nodes.keySet());
        gone.removeAll(masters);
        gone.forEach(master -> Optional.ofNullable(nodes.remove(master)).ifPresent(RedisNode::close));
        listener.settled();
    }

    private RedisNode node(HostAndPort master) {
        return nodes.computeIfAbsent(master, this::watched);
    }

    /**
     * Who takes over from another, or joins, is taken for usable: everybody would go the long way until its first ping. Where none can
     * be used they go it anyway.
     */
    private RedisNode watched(HostAndPort master) {
        NodeHealth health = new NodeHealth(
                new NodePing(master, servers, calls),
                started && nodes.values().stream().anyMatch(node -> !node.isKnownToBeGone()),
                (usable, reason) -> listener.changed(master, usable, reason),
                time);
        if (started && !closed) {
            health.start();
            health.check();
        }
        return new RedisNode(master, servers, health, connections, search::hurry);
    }

    Map<HostAndPort, NodeHealth.Reading> readings() {
        Map<HostAndPort, NodeHealth.Reading> readings = new HashMap<>();
        nodes.forEach((master, node) -> readings.put(master, node.health().current()));
        return readings;
    }

    @Override
    public UnifiedJedis client() {
        return servers.client();
    }

    @Override
    public RedisCalls.Server serverOf(String key) {
        return servers.masterOf(key).map(this::server).orElse(nowhere);
    }

    @Override
    public RedisCalls.Server server(HostAndPort master) {
        return node(master);
    }

    @Override
    public Set<HostAndPort> masters() {
        return servers.masters();
    }

    @Override
    public boolean isPatient() {
        return servers.isPatient();
    }

    @Override
    public boolean isCluster() {
        return servers.isCluster();
    }

    @Override
    public Connection connection(HostAndPort master) {
        return servers.pool(master)
                .orElseThrow(() -> new JedisConnectionException("no longer a master"))
                .getResource();
    }

    @Override
    public void close() {
        closed = true;
        search.close();
        nodes.values().forEach(RedisNode::close);
    }
}
