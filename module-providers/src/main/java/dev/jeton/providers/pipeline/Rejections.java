package dev.jeton.providers.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;

/**
 * Which token of each key was last reported as rejected to this process. A shared state that was away at that moment still
 * holds it when it comes back, and nobody here may be given it again.
 */
public final class Rejections {

    private static final long MAX_KEYS = 100_000;

    private final Cache<TokenKey, Fingerprint> rejected = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(TtlPolicy.MAX_LIFETIME)
            .build();

    public Rejections() {}

    public void note(TokenKey key, Fingerprint fingerprint) {
        rejected.put(key, fingerprint);
    }

    /** The demand, made to exclude the rejected token; what it says itself about rejected ones is noted. */
    TokenDemand excludedFrom(TokenDemand demand) {
        if (demand.freshness() instanceof Freshness.NotThis(Fingerprint fingerprint)) {
            note(demand.key(), fingerprint);
            return demand;
        }
        Fingerprint known = rejected.getIfPresent(demand.key());
        return known == null || demand.isForced() ? demand : demand.with(new Freshness.NotThis(known));
    }

    /** The provider has given this very token anew: it means it. */
    void takeBack(TokenKey key, Fingerprint fingerprint) {
        rejected.asMap().remove(key, fingerprint);
    }
}
