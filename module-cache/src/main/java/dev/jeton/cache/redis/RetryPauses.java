package dev.jeton.cache.redis;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to leave a server alone after a watch over it has ended. One that had lasted is renewed at once; after that a pause
 * of 50 ms doubles up to a second, or up to five where the server answers and refuses. Each is shortened by up to a half at
 * random, so that a fleet does not come back in step.
 */
final class RetryPauses {

    private static final Duration LASTED = Duration.ofMillis(100);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REFUSED = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 10;

    private final DoubleSupplier random;
    private int failures;

    /** @param random numbers from 0 up to 1 */
    RetryPauses(DoubleSupplier random) {
        this.random = random;
    }

    /** The next pause, after a watch of this length; zero = it never began. */
    Duration after(Duration watched, boolean refused) {
        failures = watched.compareTo(LASTED) >= 0 ? 1 : Math.min(failures + 1, MOST_DOUBLINGS);
        if (failures == 1) {
            return Duration.ZERO;
        }
        Duration doubled = SHORTEST.multipliedBy(1L << (failures - 2));
        Duration longest = refused ? LONGEST_REFUSED : LONGEST;
        long millis = Math.min(doubled.toMillis(), longest.toMillis());
        return Duration.ofMillis(millis - (long) (millis * random.getAsDouble() / 2));
    }
}
