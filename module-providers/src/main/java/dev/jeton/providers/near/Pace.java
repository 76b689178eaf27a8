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

    /** A small part of what callers themselves may have under way at a provider. */
    static final int AT_A_TIME = 32;

    /** Enough for everything that one process holds, within the time for which tokens are renewed ahead. */
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
