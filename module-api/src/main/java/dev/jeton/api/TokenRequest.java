package dev.jeton.api;

import java.time.Duration;

/**
 * What a caller asks for.
 *
 * @param minTtl how long the token should live at least; at most half of what the provider gives is demanded of it
 * @param timeout how long the caller is willing to wait, positive
 */
public record TokenRequest(
        TokenKey key, Freshness freshness, Duration minTtl, Duration timeout, CorrelationId correlationId) {

    /** How long a caller waits who says nothing else. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public TokenRequest {
        if (minTtl.isNegative() || minTtl.compareTo(TtlPolicy.MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("minTtl must be between 0 and 31 days");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive");
        }
    }

    /** A request for any good token of {@code key}. */
    public static TokenRequest of(TokenKey key) {
        return new TokenRequest(key, new Freshness.Cached(), Duration.ZERO, DEFAULT_TIMEOUT, CorrelationId.random());
    }

    /** A request for any good token of {@code tenant} at {@code provider}. */
    public static TokenRequest of(String provider, String tenant) {
        return of(TokenKey.of(provider, tenant));
    }

    public TokenRequest with(Freshness wanted) {
        return new TokenRequest(key, wanted, minTtl, timeout, correlationId);
    }

    public TokenRequest livingAtLeast(Duration ttl) {
        return new TokenRequest(key, freshness, ttl, timeout, correlationId);
    }

    public TokenRequest within(Duration patience) {
        return new TokenRequest(key, freshness, minTtl, patience, correlationId);
    }

    public TokenRequest correlatedBy(CorrelationId id) {
        return new TokenRequest(key, freshness, minTtl, timeout, id);
    }
}
