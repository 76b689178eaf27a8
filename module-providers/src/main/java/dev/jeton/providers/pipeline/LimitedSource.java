package dev.jeton.providers.pipeline;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
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
    private final LoadingCache<TokenKey, SlidingLimit> limits;
    private final TimeSource time;

    LimitedSource(TokenSource delegate, int perMinute, TokenEvents events, TimeSource time) {
        this.delegate = delegate;
        this.events = events;
        this.perMinute = perMinute;
        this.time = time;
        // A limit that nobody used for a period is full again: forgetting it changes nothing.
        this.limits = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .ticker(time::nanos)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build(key -> new SlidingLimit(perMinute, PERIOD));
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        Duration wait = limits.get(demand.key()).take(time.nanos());
        if (wait.isPositive()) {
            events.on(new TokenEvent.DegradedRejected(demand.key()));
            throw new CacheUnavailable(
                    "the shared cache is away, and without it only " + perMinute + " tokens a minute are asked for",
                    null,
                    wait);
        }
        return delegate.get(demand);
    }

    @Override
    public String toString() {
        return "limited > " + delegate;
    }
}
