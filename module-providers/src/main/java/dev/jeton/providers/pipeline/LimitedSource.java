package dev.jeton.providers.pipeline;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;

/**
 * Lets so many demands a minute through for each key. It stands where no lock does: a fleet that has lost its shared state
 * must not fall upon the provider. The minutes are counted from a key's first demand, one after another.
 */
final class LimitedSource implements TokenSource {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final long MAX_KEYS = 100_000;

    private final TokenSource delegate;
    private final TokenEvents events;
    private final int perMinute;
    private final LoadingCache<TokenKey, AtomicRateLimiter> limiters;

    LimitedSource(TokenSource delegate, int perMinute, TokenEvents events, TimeSource time) {
        this.delegate = delegate;
        this.events = events;
        this.perMinute = perMinute;
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(perMinute)
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        // A limiter unused for a period is full again, and can be forgotten. It is the class, not its interface,
        // because
        // only the class takes a clock and tells how long to wait.
        this.limiters = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .ticker(time::nanos)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build(key -> new AtomicRateLimiter("degraded", config, time::nanos));
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        AtomicRateLimiter limiter = limiters.get(demand.key());
        if (!limiter.acquirePermission()) {
            events.on(new TokenEvent.DegradedRejected(demand.key()));
            throw new CacheUnavailable(
                    "the shared cache is away, and without it only " + perMinute + " tokens a minute are asked for",
                    null,
                    Duration.ofNanos(limiter.getDetailedMetrics().getNanosToWait()));
        }
        return delegate.get(demand);
    }

    @Override
    public String toString() {
        return "limited > " + delegate;
    }
}
