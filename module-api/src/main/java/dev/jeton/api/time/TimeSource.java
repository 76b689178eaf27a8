package dev.jeton.api.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where everything gets its time from: moments for expiry, a ticker for elapsed time, and pauses. A wall clock may jump in
 * either direction; the ticker never does, so whatever is measured or waited for uses the ticker.
 */
public interface TimeSource {

    /** The wall clock. */
    Instant now();

    /** Nanoseconds from an arbitrary origin, never going back. */
    long nanos();

    /** The wall clock in milliseconds since 1970, for where an object for each look would be too dear. */
    default long millis() {
        return now().toEpochMilli();
    }

    /**
     * Waits.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void pause(Duration duration) throws InterruptedException;

    /**
     * Waits until {@code signal} is complete, however it ends, but no longer than {@code atMost}.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    default void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
        if (!signal.isDone()) {
            pause(atMost);
        }
    }

    /** The machine's own clocks. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }

    /** The duration since {@code nanos}, a reading of {@link #nanos()}. */
    default Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    /** The machine's own clocks. */
    enum SystemTime implements TimeSource {
        INSTANCE;

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        public void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
            try {
                signal.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | CancellationException | TimeoutException e) {
                // It is over, or long enough was waited.
            }
        }
    }
}
