package dev.jeton.identity.rows;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;

/** The cached rows of all four kinds. */
public final class Repositories implements AutoCloseable {

    private final Forgetting forgetting;
    private final CachedRows<ApiToken> apiTokens;
    private final CachedRows<VerificationToken> verificationTokens;
    private final CachedRows<RefreshToken> refreshTokens;
    private final CachedRows<JwtKey> jwtKeys;

    /** @param longest that any entry lives: where nobody tells of changes, so long a change may go unnoticed */
    public Repositories(CacheService cache, Duration longest, TimeSource time) {
        CachedRows.Rules rules = new CachedRows.Rules(cache, longest, time);
        this.forgetting = Forgetting.start(cache, time);
        this.apiTokens = new CachedRows<>(Kind.API_TOKEN, forgetting, rules);
        this.verificationTokens = new CachedRows<>(Kind.VERIFICATION_TOKEN, forgetting, rules);
        this.refreshTokens = new CachedRows<>(Kind.REFRESH_TOKEN, forgetting, rules);
        this.jwtKeys = new CachedRows<>(Kind.JWT_KEY, forgetting, rules);
    }

    public CachedRows<ApiToken> apiTokens() {
        return apiTokens;
    }

    public CachedRows<VerificationToken> verificationTokens() {
        return verificationTokens;
    }

    public CachedRows<RefreshToken> refreshTokens() {
        return refreshTokens;
    }

    public CachedRows<JwtKey> jwtKeys() {
        return jwtKeys;
    }

    /** Whether the cache has heard of every change that was made here. */
    public boolean isEven() {
        return forgetting.isEven();
    }

    @Override
    public void close() {
        forgetting.close();
    }
}
