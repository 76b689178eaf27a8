package dev.jeton.providers.near;

import dev.jeton.api.time.Deadline;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How much a key is wanted, and how its renewal goes; it outlives the tokens of the key. When it was asked for is in milliseconds
 * of the wall clock, as the lives of tokens are.
 */
final class Interest {

    /** Closer than this two requests need not be told apart; a hot key would have its cores fight for one line of memory. */
    private static final long GRAIN = 1_000;

    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile long lastAsked;
    private volatile @Nullable Deadline pause;

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
    boolean begin() {
        if (isPausing() || !underWay.compareAndSet(false, true)) {
            return false;
        }
        // Once more: somebody may have failed in between.
        if (isPausing()) {
            end();
            return false;
        }
        return true;
    }

    private boolean isPausing() {
        Deadline until = pause;
        return until != null && !until.hasPassed();
    }

    /** Renewed: what failed before is over. */
    void renewed() {
        failures = 0;
        pause = null;
    }

    int failures() {
        return failures;
    }

    void failed(Deadline tryAgainAfter) {
        failures++;
        pause = tryAgainAfter;
    }

    void end() {
        underWay.set(false);
    }
}
