package dev.jeton.cache.redis;

import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/**
 * The watch over changed keys on all servers that take writes. It is live while every one of them is watched. When that ends, it
 * is first no longer live and then tells the listeners that they may miss something; before it is live again it tells them
 * that they may have missed something. So whoever is told, and then sees that it is live, knows all that has changed.
 */
final class RedisWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Nodes nodes;
    private final JedisClientConfig config;
    private final TokenEvents events;
    private final TimeSource time;
    private final KeyListeners listeners = new KeyListeners();
    private final Map<HostAndPort, NodeWatch> watches = new HashMap<>();
    private final Semaphore hurry = new Semaphore(0);
    private final Thread follower;

    private volatile boolean live;
    private boolean told;
    private boolean closed;

    /** @param config of every connection; its socket timeout is the longest that a server may take to answer a ping */
    RedisWatch(Nodes nodes, JedisClientConfig config, TokenEvents events, TimeSource time) {
        this.nodes = nodes;
        this.config = config;
        this.events = events;
        this.time = time;
        this.follower = Thread.ofVirtual().name("jeton-watch-masters").unstarted(this::follow);
    }

    /** Tells {@code listener} of every key with this prefix. All of them listen before the start: connections name their prefixes. */
    RedisWatch tell(KeyListener listener, String prefix) {
        listeners.add(prefix, listener);
        return this;
    }

    /** Begins; nobody waits until it is live. */
    void start() {
        follower.start();
    }

    boolean isLive() {
        return live;
    }

    private void follow() {
        try {
            while (!Thread.interrupted()) {
                look();
                hurry.tryAcquire(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
                hurry.drainPermits();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /**
     * Looks who the masters are: by itself once a second, and whenever somebody knows that they are other ones. From its return
     * on it is not live until the new ones are watched.
     */
    void look() {
        try {
            // None at all means that they are not known.
            watch(Set.copyOf(nodes.masters()));
        } catch (RuntimeException e) {
            // Those that were the masters a moment ago most likely still are; the next look is soon.
        }
    }

    private synchronized void watch(Set<HostAndPort> masters) {
        if (closed || masters.isEmpty() || masters.equals(watches.keySet())) {
            return;
        }
        watches.entrySet().removeIf(each -> {
            boolean gone = !masters.contains(each.getKey());
            if (gone) {
                each.getValue().close();
            }
            return gone;
        });
        masters.forEach(master -> watches.computeIfAbsent(master, this::begin));
        judge("the masters are " + masters);
    }

    private NodeWatch begin(HostAndPort node) {
        NodeWatch watch = new NodeWatch(node, config, listeners, this::turned, time);
        watch.start();
        return watch;
    }

    private synchronized void turned(NodeWatch.Turn turn, String reason) {
        judge(reason);
        if (turn == NodeWatch.Turn.BEGUN || closed) {
            return;
        }
        if (!told) {
            // It never was live, so nothing has changed, and nobody else would say so.
            say(reason);
        }
        if (turn == NodeWatch.Turn.LOST) {
            // Perhaps because the masters are other ones by now. An attempt in vain is no news.
            hurry.release();
        }
    }

    private void judge(String reason) {
        boolean all = !closed && !watches.isEmpty() && watches.values().stream().allMatch(NodeWatch::isWatching);
        if (all == live) {
            return;
        }
        if (all) {
            // Before: what was remembered while nobody heard must be gone when it is relied upon again.
            listeners.missed();
            live = true;
        } else {
            live = false;
            listeners.missed();
        }
        say(reason);
    }

    private void say(String reason) {
        told = true;
        events.on(new TokenEvent.WatchChanged(live, reason));
    }

    @Override
    public synchronized void close() {
        closed = true;
        live = false;
        follower.interrupt();
        watches.values().forEach(NodeWatch::close);
        watches.clear();
    }

    @Override
    public String toString() {
        return "RedisWatch[" + (live ? "live" : "not live") + "]";
    }
}
