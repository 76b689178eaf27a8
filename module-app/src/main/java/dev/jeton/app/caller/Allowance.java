package dev.jeton.app.caller;

import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.time.TimeSource;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is left of a caller's {@link Quota} in this process. Minutes are counted one after another, from when it was made. */
public final class Allowance {

    public static final Allowance UNLIMITED = new Allowance(null, null);

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final @Nullable AtomicRateLimiter requests;
    private final @Nullable AtomicRateLimiter forcedRefreshes;

    private Allowance(@Nullable AtomicRateLimiter requests, @Nullable AtomicRateLimiter forcedRefreshes) {
        this.requests = requests;
        this.forcedRefreshes = forcedRefreshes;
    }

    /** The whole of {@code quota}. */
    public static Allowance of(Quota quota, TimeSource time) {
        return quota.equals(Quota.NONE)
                ? UNLIMITED
                : new Allowance(
                        limiter(quota.requestsPerMinute(), time), limiter(quota.forcedRefreshesPerMinute(), time));
    }

    private static @Nullable AtomicRateLimiter limiter(int perMinute, TimeSource time) {
        if (perMinute == 0) {
            return null;
        }
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(perMinute)
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        // The class and not its interface: only the class takes a clock and tells how long to wait.
        return new AtomicRateLimiter("quota", config, time::nanos);
    }

    /** @throws RateLimited if there were as many requests in this minute as there may be */
    public void request() {
        take(requests, "requests");
    }

    /** @throws RateLimited if there were as many forced refreshes in this minute as there may be */
    public void forcedRefresh() {
        take(forcedRefreshes, "forced refreshes");
    }

    private static void take(@Nullable AtomicRateLimiter limiter, String what) {
        if (limiter != null && !limiter.acquirePermission()) {
            throw new RateLimited(
                    "the caller's own quota of "
                            + limiter.getRateLimiterConfig().getLimitForPeriod() + " " + what
                            + " a minute is used up",
                    Duration.ofNanos(limiter.getDetailedMetrics().getNanosToWait()));
        }
    }
}
