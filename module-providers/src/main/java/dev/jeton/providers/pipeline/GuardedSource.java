package dev.jeton.providers.pipeline;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.TimeSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one provider's trouble its own: so many exchanges at a time, and none for a while after most of the last ones
 * failed. A tenant's wrong credentials say nothing about the provider and do not count.
 */
final class GuardedSource implements TokenSource {

    private static final int MAX_CONCURRENT = 256;
    private static final Duration OPEN_FOR = Duration.ofSeconds(5);

    private final TokenSource delegate;
    private final TimeSource time;
    private final Semaphore places = new Semaphore(MAX_CONCURRENT);
    private final CircuitBreaker breaker;

    GuardedSource(TokenSource delegate, ProviderId provider, TimeSource time) {
        this.delegate = delegate;
        this.time = time;
        this.breaker = CircuitBreaker.of(provider.value(), breakerConfig(time));
    }

    private static CircuitBreakerConfig breakerConfig(TimeSource time) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .slidingWindowSize(30)
                .minimumNumberOfCalls(30)
                .failureRateThreshold(80)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(5)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .clock(new TickerClock(time))
                .build();
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        takePlace(demand);
        try {
            return throughBreaker(demand);
        } finally {
            places.release();
        }
    }

    private void takePlace(TokenDemand demand) {
        try {
            if (places.tryAcquire(demand.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Overloaded("too many exchanges with this provider are under way", Duration.ofSeconds(1));
    }

    private TokenAnswer throughBreaker(TokenDemand demand) {
        if (!breaker.tryAcquirePermission()) {
            throw UpstreamFailed.passing("the provider keeps failing and is left alone for a moment", null, OPEN_FOR);
        }
        long started = time.nanos();
        try {
            TokenAnswer answer = delegate.get(demand);
            breaker.onSuccess(time.since(started).toNanos(), TimeUnit.NANOSECONDS);
            return answer;
        } catch (UpstreamFailed | UpstreamTimeout e) {
            breaker.onError(time.since(started).toNanos(), TimeUnit.NANOSECONDS, e);
            throw e;
        } catch (RuntimeException | Error e) {
            // A refusal, a pause asked for, or a failure before the provider was reached. Whatever it is, the
            // permission
            // goes back: a half-open breaker that has lost its few would never let anybody through again.
            breaker.releasePermission();
            throw e;
        }
    }

    @Override
    public String toString() {
        return "guarded > " + delegate;
    }
}
