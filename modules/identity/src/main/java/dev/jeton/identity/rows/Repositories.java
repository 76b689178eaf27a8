package dev.jeton.identity.rows;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.api.time.TimeSource;

/** The cached rows of all four kinds. */
public final class Repositories implements AutoCloseable {

    private final Forgetting forgetting;
    private final CachedRows<ApiToken> apiTokens;
    private final CachedRows<VerificationToken> verificationTokens;
    private final CachedRows<RefreshToken> refreshTokens;
    private final CachedRows<JwtKey> jwtKeys;

    public Repositories(CacheService cache, TimeSource time) {
        this.forgetting = Forgetting.start(cache, time);
        this.apiTokens = new CachedRows<>(Kind.API_TOKEN, cache, forgetting, time);
        this.verificationTokens = new CachedRows<>(Kind.VERIFICATION_TOKEN, cache, forgetting, time);
        this.refreshTokens = new CachedRows<>(Kind.REFRESH_TOKEN, cache, forgetting, time);
        this.jwtKeys = new CachedRows<>(Kind.JWT_KEY, cache, forgetting, time);
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

    @Override
    public void close() {
        forgetting.close();
    }
}
