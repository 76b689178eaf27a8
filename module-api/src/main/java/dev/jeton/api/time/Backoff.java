package dev.jeton.api.time;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Delays that double from {@code first} to {@code longest}, each shortened at random by up to half. */
public final class Backoff {

    /** Beyond this every doubling has long reached any sensible maximum; a larger shift would overflow. */
    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;

    /** @param random uniform in [0, 1) */
    public Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** Without jitter. */
    public static Backoff steady(Duration first, Duration longest) {
        return new Backoff(first, longest, () -> 0);
    }

    /** The delay after {@code failures} failures before this one; 0 or more. */
    public Duration delay(int failures) {
        // Clamped before it is shifted, for 1L << 64 is 1 again; and it is the maximum that is shifted: it only
        // shrinks.
        int doublings = Math.clamp(failures, 0, MOST_DOUBLINGS);
        boolean reached = first.toMillis() > longest.toMillis() >> doublings;
        long millis = reached ? longest.toMillis() : first.toMillis() << doublings;
        return Duration.ofMillis((long) (millis * (1 - random.getAsDouble() / 2)));
    }
}
