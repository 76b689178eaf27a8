package dev.jeton.api.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Where everything gets its time from: moments for expiry, a ticker for elapsed time, and pauses. A wall clock may jump in
 * either direction; the ticker never does, so whatever is measured or waited for uses the ticker.
 */
public interface TimeSource {

    /** The wall clock. */
    Instant now();

    /** Nanoseconds from an arbitrary origin, never going back. */
    long nanos();

    /**
     * Waits.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void pause(Duration duration) throws InterruptedException;

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
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    }
}
