package dev.jeton.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was promised of requests, how many were held to it, and which of them broke it. */
final class Ledger {

    private final String invariant;
    private final List<Call> violations = new ArrayList<>();
    private int checked;

    Ledger(String invariant) {
        this.invariant = invariant;
    }

    /** Holds each of {@code calls} to {@code promise}. */
    Ledger check(List<Call> calls, Predicate<Call> promise) {
        checked += calls.size();
        calls.stream().filter(promise.negate()).forEach(violations::add);
        return this;
    }

    /** Prints the count; fails if anything was violated, or nothing looked at. */
    void settle() {
        System.out.printf("%s: %d checked, %d violated%n", invariant, checked, violations.size());
        assertThat(violations.stream().limit(5)).as(invariant).isEmpty();
        assertThat(checked).as(invariant).isPositive();
    }

    static Duration slowest(List<Call> calls) {
        return calls.stream().map(Call::took).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
