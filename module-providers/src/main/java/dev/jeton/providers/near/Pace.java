package dev.jeton.providers.near;

import dev.jeton.api.time.TimeSource;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How fast one provider's tokens are renewed in the background by this process: a hundred thousand that are due in the same
 * second must not become a hundred thousand calls, nor stand in the way of callers who wait.
 */
final class Pace {

    /** A quarter of what one process may have under way at a provider: with answers after 200 ms, 320 a second. */
    static final int AT_A_TIME = 64;

    /** Five hundred a second, where the provider answers quickly enough. */
    static final int PER_PERIOD = 50;

    static final Duration PERIOD = Duration.ofMillis(100);

    private static final RateLimiterConfig CONFIG = RateLimiterConfig.custom()
            .limitForPeriod(PER_PERIOD)
            .limitRefreshPeriod(PERIOD)
            .timeoutDuration(Duration.ZERO)
            .build();

    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final AtomicRateLimiter limiter;

    Pace(TimeSource time) {
        // The class and not its interface, because only that takes a clock.
        this.limiter = new AtomicRateLimiter("refresh-ahead", CONFIG, time::nanos);
    }

    /** Whether one more may begin now; then {@link #end} follows. */
    boolean tryBegin() {
        if (!places.tryAcquire()) {
            return false;
        }
        if (!limiter.acquirePermission()) {
            places.release();
            return false;
        }
        return true;
    }

    void end() {
        places.release();
    }
}
