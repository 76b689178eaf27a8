package dev.jeton.e2e;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** How often an invariant was looked at while things went wrong, and how often it did not hold. */
final class Tally {

    private final String invariant;
    private final AtomicLong checked = new AtomicLong();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /** @param invariant its number and what it says */
    Tally(String invariant) {
        this.invariant = invariant;
    }

    /** Counts one look; {@code otherwise} says what was seen where it did not hold. */
    void check(boolean holds, Supplier<String> otherwise) {
        checked.incrementAndGet();
        if (!holds) {
            violations.add(otherwise.get());
        }
    }

    long checked() {
        return checked.get();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public String toString() {
        return invariant + ": " + checked + " checked, " + violations.size() + " violated";
    }
}
