package dev.jeton.cache.redis;

import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Pings over a connection that only hears, and closes it when an answer is late. A connection whose other end is gone
 * without a word looks like one on which nothing happens.
 */
final class Heartbeat implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final TrackingConnection connection;
    private final Duration timeout;
    private final TimeSource time;
    private final Semaphore pongs = new Semaphore(0);
    private final Thread beating;

    private Heartbeat(TrackingConnection connection, Duration timeout, TimeSource time) {
        this.connection = connection;
        this.timeout = timeout;
        this.time = time;
        // For the reason that its reader has: behind ten thousand requests a silent server would go unnoticed for
        // seconds.
        this.beating =
                Thread.ofPlatform().name("jeton-watch-heartbeat").daemon().unstarted(this::beat);
    }

    static Heartbeat over(TrackingConnection connection, Duration timeout, TimeSource time) {
        Heartbeat heartbeat = new Heartbeat(connection, timeout, time);
        heartbeat.beating.start();
        return heartbeat;
    }

    /** An answer was heard. */
    void pong() {
        pongs.release();
    }

    private void beat() {
        try {
            boolean answered = true;
            while (answered) {
                time.pause(EVERY);
                connection.beat();
                answered = pongs.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (RuntimeException e) {
            // Broken: whoever hears finds out by itself, but not where only one direction is.
        } catch (InterruptedException e) {
            // Closed, and the connection is about to be.
        } finally {
            // However it ends: nobody would notice any more that the other end is gone.
            connection.close();
        }
    }

    @Override
    public void close() {
        beating.interrupt();
    }
}
