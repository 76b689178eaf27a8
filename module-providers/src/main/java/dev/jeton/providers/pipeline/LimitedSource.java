package dev.jeton.providers.pipeline;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/**
 * Lets so many demands a minute through for each key. It stands where no lock does: a fleet that has lost its shared state
 * must not fall upon the provider.
 */
final class LimitedSource implements TokenSource {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final long MAX_KEYS = 100_000;

    private final TokenSource delegate;
    private final TokenEvents events;
    private final int perMinute;
    private final LoadingCache<TokenKey, RateLimiter> limiters;

    LimitedSource(TokenSource delegate, int perMinute, TokenEvents events) {
        this.delegate = delegate;
        this.events = events;
        this.perMinute = perMinute;
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(perMinute)
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        // A limiter that nobody used for two periods is full again: forgetting it changes nothing.
        this.limiters = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build(key -> RateLimiter.of("degraded", config));
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        if (!limiters.get(demand.key()).acquirePermission()) {
            events.on(new TokenEvent.DegradedRejected(demand.key()));
            throw new CacheUnavailable(
                    "the shared cache is away, and without it only " + perMinute + " tokens a minute are asked for",
                    null,
                    PERIOD.dividedBy(perMinute));
        }
        return delegate.get(demand);
    }

    @Override
    public String toString() {
        return "limited > " + delegate;
    }
}
