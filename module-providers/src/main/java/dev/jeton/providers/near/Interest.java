package dev.jeton.providers.near;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How much a key is wanted, and how its renewal goes; it outlives the tokens of the key. Moments are milliseconds of the wall
 * clock.
 */
final class Interest {

    /** Closer than this two requests need not be told apart; a hot key would have its cores fight for one line of memory. */
    private static final long GRAIN = 1_000;

    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile long lastAsked;
    private volatile long notBefore;

    /** Read and written by whoever renews, and by nobody else. */
    private int failures;

    Interest(long now) {
        this.lastAsked = now;
    }

    void asked(long now) {
        if (now - lastAsked >= GRAIN) {
            lastAsked = now;
        }
    }

    long lastAsked() {
        return lastAsked;
    }

    /** Takes the right to renew, if nobody here has it and the last failure is long enough ago; {@link #end} gives it back. */
    boolean begin(long now) {
        if (now < notBefore || !underWay.compareAndSet(false, true)) {
            return false;
        }
        // Once more: somebody may have failed in between.
        if (now < notBefore) {
            end();
            return false;
        }
        return true;
    }

    /** Renewed: what failed before is over. */
    void renewed() {
        failures = 0;
        notBefore = 0;
    }

    int failures() {
        return failures;
    }

    void failed(long tryAgainAt) {
        failures++;
        notBefore = tryAgainAt;
    }

    void end() {
        underWay.set(false);
    }
}
