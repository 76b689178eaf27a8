package dev.jeton.providers.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Backoff;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers definite refusals, briefly, so that a tenant with wrong credentials costs its provider one call and not one per
 * message. Rejected credentials are remembered for 30 s, then longer each time up to 10 minutes; a pause that the provider
 * asked for, until it is over; an absence, for a moment. What may pass by itself is never remembered.
 */
public final class Refusals {

    private static final Duration ABSENCE = Duration.ofSeconds(2);
    private static final Backoff REJECTION = Backoff.steady(Duration.ofSeconds(30), Duration.ofMinutes(10));
    private static final long MAX_KEYS = 100_000;

    private final Cache<TokenKey, Refusal> refusals;
    private final TimeSource time;

    private record Refusal(TokenException failure, Deadline until, int rejections) {}

    public Refusals(TimeSource time) {
        this.time = time;
        // Kept beyond its end, so that the next refusal knows how many came before.
        this.refusals = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .ticker(time::nanos)
                .expireAfterWrite(Duration.ofMinutes(30))
                .build();
    }

    /** Throws what is remembered for {@code key}, if anything is. */
    void repeatFor(TokenKey key) {
        Refusal refusal = refusals.getIfPresent(key);
        if (refusal == null || refusal.until.hasPassed()) {
            return;
        }
        throw refusal.failure instanceof RateLimited limited
                ? new RateLimited(limited.detail(), refusal.until.remaining())
                : refusal.failure;
    }

    /** Remembers {@code failure} if it is a definite refusal, as long as its kind deserves. */
    public void remember(TokenKey key, TokenException failure) {
        refusals.asMap().compute(key, (same, before) -> after(before, failure));
    }

    private @Nullable Refusal after(@Nullable Refusal before, TokenException failure) {
        // Of refusals that were under way together only the first counts.
        if (before != null && !before.until.hasPassed()) {
            return before;
        }
        int rejections = before == null ? 0 : before.rejections;
        Duration pause = pauseAfter(failure, rejections);
        if (!pause.isPositive()) {
            return before;
        }
        int more = failure instanceof CredentialsRejected ? 1 : 0;
        return new Refusal(failure, Deadline.in(pause, time), rejections + more);
    }

    private static Duration pauseAfter(TokenException failure, int rejections) {
        return switch (failure) {
            case CredentialsRejected e -> REJECTION.delay(rejections);
            case RateLimited e -> e.retryAfter().orElse(Duration.ZERO);
            case TenantNotFound e -> ABSENCE;
            case CredentialsNotFound e -> ABSENCE;
            default -> Duration.ZERO;
        };
    }

    /** Whoever mended the credentials should not have to wait; a pause that the provider asked for stands. */
    public void mended(TokenKey key) {
        refusals.asMap().computeIfPresent(key, (same, refusal) -> isPause(refusal) ? refusal : null);
    }

    private static boolean isPause(Refusal refusal) {
        return refusal.failure instanceof RateLimited && !refusal.until.hasPassed();
    }

    /** A token was had: what was refused before is over. */
    void forget(TokenKey key) {
        refusals.invalidate(key);
    }
}
