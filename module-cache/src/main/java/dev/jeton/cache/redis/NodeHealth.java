package dev.jeton.cache.redis;

import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Knows whether one server can be used. A connection that breaks, or an answer that is slow, is only a hint: it may have sat idle
 * for too long, and this machine may be the slow one. Either asks for a ping at once, and the ping decides. A server that lets
 * nobody in is unusable at once. Otherwise it pings now and then.
 */
final class NodeHealth implements AutoCloseable {

    private static final Duration PING_EVERY = Duration.ofSeconds(1);
    private static final Duration PING_EVERY_WHILE_DOWN = Duration.ofMillis(200);

    /** A ping over the same connections as everything else. */
    interface Ping {
        void send() throws Exception;
    }

    /** Hears what has become of the server, each time that this changes. */
    interface Listener {
        void changed(boolean usable, String reason);
    }

    /**
     * What is known.
     *
     * @param usable false = do not even try
     * @param latency of the last ping that was answered; zero before the first
     */
    record Reading(boolean usable, Duration latency) {}

    private final Ping ping;
    private final Listener listener;
    private final TimeSource time;
    private final Semaphore hurry = new Semaphore(0);
    private final Thread watch;
    private volatile Reading reading;
    private volatile boolean closed;

    /** @param assumed what it is taken for until it has answered, or has not */
    NodeHealth(Ping ping, boolean assumed, Listener listener, TimeSource time) {
        this.ping = ping;
        this.listener = listener;
        this.time = time;
        this.reading = new Reading(assumed, Duration.ZERO);
        // For the reason that its pings have: a server that goes while this process is busy must be found out.
        this.watch = Thread.ofPlatform().name("jeton-redis-health").daemon().unstarted(this::watch);
    }

    void start() {
        watch.start();
    }

    Reading current() {
        return reading;
    }

    /** A call was slow, here or there, or its connection broke: ask at once, and decide by the answer. */
    void check() {
        hurry.release();
    }

    /** A call was turned away. */
    void suspect(String reason) {
        become(new Reading(false, reading.latency()), reason);
        hurry.release();
    }

    private void watch() {
        try {
            while (!Thread.interrupted()) {
                Duration pause = reading.usable() ? PING_EVERY : PING_EVERY_WHILE_DOWN;
                boolean suspected = hurry.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
                hurry.drainPermits();
                probe();
                if (suspected && !reading.usable()) {
                    // The suspicion is confirmed: whoever fails from now on has nothing new to tell.
                    time.pause(PING_EVERY_WHILE_DOWN);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Asks once, here and now. */
    void probe() {
        long started = time.nanos();
        try {
            ping.send();
            become(new Reading(true, time.since(started)), "ping answered");
        } catch (Exception e) {
            become(
                    new Reading(false, reading.latency()),
                    "ping failed: " + e.getClass().getSimpleName());
        }
    }

    private synchronized void become(Reading next, String reason) {
        if (closed) {
            // Calls that fail because we hang up tell nothing about the server.
            return;
        }
        boolean changed = reading.usable() != next.usable();
        reading = next;
        if (changed) {
            listener.changed(next.usable(), reason);
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
    }
}
