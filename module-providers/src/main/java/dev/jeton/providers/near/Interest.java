package dev.jeton.providers.near;

import dev.jeton.api.time.Deadline;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How much a key is wanted, and how the renewal of its token goes. It outlives the tokens of the key; what went wrong with the renewal
 * of one is forgotten with it, whoever brought the next. When it was asked for is in milliseconds of the wall clock, as the
 * lives of tokens are.
 */
final class Interest {

    /** Closer than this two requests need not be told apart; a hot key would have its cores fight for one line of memory. */
    private static final long GRAIN = 1_000;

    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile long lastAsked;
    private volatile @Nullable Setback setback;

    /** The renewal of {@code due} has failed so often, and waits. */
    private record Setback(HeldToken due, int failures, Deadline pause) {

        boolean concerns(HeldToken token) {
            return !token.outlasts(due);
        }
    }

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

    /**
     * Takes the right to renew {@code due}, if nobody here has it and its last failure is long enough ago; {@link #end} gives it
     * back.
     */
    boolean begin(HeldToken due) {
        if (isPausing(due) || !underWay.compareAndSet(false, true)) {
            return false;
        }
        // Once more: somebody may have failed in between.
        if (isPausing(due)) {
            end();
            return false;
        }
        return true;
    }

    private boolean isPausing(HeldToken due) {
        Setback last = setback;
        return last != null && last.concerns(due) && !last.pause.hasPassed();
    }

    /** Renewed: what failed before is over. */
    void renewed() {
        setback = null;
    }

    /** How often it has failed to renew {@code due}; for whoever has the right to. */
    int failures(HeldToken due) {
        Setback last = setback;
        return last != null && last.concerns(due) ? last.failures : 0;
    }

    void failed(HeldToken due, Deadline tryAgainAfter) {
        setback = new Setback(due, failures(due) + 1, tryAgainAfter);
    }

    void end() {
        underWay.set(false);
    }
}
