package dev.jeton.providers.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.rotation.Rotation;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps one provider's trouble its own: so many exchanges at a time, and none for a while after most of the last ones
 * failed. What says nothing about the provider does not count: a tenant's wrong credentials, an answer that makes no sense
 * for one tenant, or one tenant that fails again and again, of whose failures only the first in a window counts.
 */
final class ProviderGuard implements Rotation.Gate {

    private static final int MAX_CONCURRENT = 256;
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int FEWEST_CALLS = 30;
    private static final int FAILING_PERCENT = 80;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);
    private static final long MAX_COUNTED = 10_000;

    private final TimeSource time;
    private final Semaphore places = new Semaphore(MAX_CONCURRENT);
    private final CircuitBreaker breaker;
    private final Cache<TokenKey, Boolean> counted;

    ProviderGuard(ProviderId provider, TimeSource time) {
        this.time = time;
        this.breaker = CircuitBreaker.of(provider.value(), breakerConfig(time));
        this.counted = Caffeine.newBuilder()
                .maximumSize(MAX_COUNTED)
                .ticker(time::nanos)
                .expireAfterWrite(WINDOW)
                .build();
    }

    private static CircuitBreakerConfig breakerConfig(TimeSource time) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .slidingWindowSize(Math.toIntExact(WINDOW.toSeconds()))
                .minimumNumberOfCalls(FEWEST_CALLS)
                .failureRateThreshold(FAILING_PERCENT)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(5)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .clock(new TickerClock(time))
                .build();
    }

    @Override
    public <T> T through(TokenKey key, Deadline deadline, Supplier<T> exchange) {
        takePlace(deadline);
        try {
            return throughBreaker(key, exchange);
        } finally {
            places.release();
        }
    }

    private void takePlace(Deadline deadline) {
        try {
            if (places.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Overloaded("too many exchanges with this provider are under way", Duration.ofSeconds(1));
    }

    private <T> T throughBreaker(TokenKey key, Supplier<T> exchange) {
        if (!breaker.tryAcquirePermission()) {
            throw UpstreamFailed.passing("the provider keeps failing and is left alone for a moment", null, OPEN_FOR);
        }
        long started = time.nanos();
        try {
            T answer = exchange.get();
            breaker.onSuccess(time.since(started).toNanos(), TimeUnit.NANOSECONDS);
            return answer;
        } catch (UpstreamFailed | UpstreamTimeout e) {
            if (e.mayPass() && counts(key)) {
                breaker.onError(time.since(started).toNanos(), TimeUnit.NANOSECONDS, e);
            } else {
                breaker.releasePermission();
            }
            throw e;
        } catch (RuntimeException | Error e) {
            // A refusal, a pause, or a failure before the provider was reached. The permission goes back in any case:
            // a half-open breaker that has lost its few would never let anybody through again.
            breaker.releasePermission();
            throw e;
        }
    }

    /** Those few that try whether the provider is back all count, whoever they are for. */
    private boolean counts(TokenKey key) {
        boolean first = counted.asMap().putIfAbsent(key, true) == null;
        return first || breaker.getState() != CircuitBreaker.State.CLOSED;
    }
}
