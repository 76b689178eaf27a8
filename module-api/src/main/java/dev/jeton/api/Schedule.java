package dev.jeton.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moments in the life of one token, in order; made by {@link TtlPolicy} and nowhere else.
 *
 * @param issuedAt when the broker received it
 * @param refreshAt from here on one process of the fleet renews it in the background
 * @param usableUntil from here on it is served only where a better one cannot be had
 * @param cachedUntil when the shared cache forgets it; not after {@code expiresAt}
 * @param expiresAt when the provider stops accepting it; null = never
 */
public record Schedule(
        Instant issuedAt,
        Instant refreshAt,
        Instant usableUntil,
        Instant cachedUntil,
        @Nullable Instant expiresAt) {

    /** When the provider stops accepting the token; empty = never. */
    public Optional<Instant> expiry() {
        return Optional.ofNullable(expiresAt);
    }

    /** Whether the provider still accepts the token. An expired token is never served. */
    public boolean isValid(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    /** Whether the token should be served without looking for a better one. */
    public boolean isPreferred(Instant now) {
        return now.isBefore(usableUntil) && isValid(now);
    }

    /**
     * Whether the token lives at least {@code minTtl} longer. No provider can be asked for more than it gives, so at most
     * half of the token's whole life is demanded; else every request would buy a new token.
     */
    public boolean lasts(Duration minTtl, Instant now) {
        if (expiresAt == null || minTtl.isZero()) {
            return true;
        }
        Duration half = Duration.between(issuedAt, expiresAt).dividedBy(2);
        Duration demanded = minTtl.compareTo(half) < 0 ? minTtl : half;
        return !now.plus(demanded).isAfter(expiresAt);
    }

    /** How long the shared cache may still hold the token; zero or negative = not at all. */
    public Duration cacheTtl(Instant now) {
        return Duration.between(now, cachedUntil);
    }
}
