package dev.jeton.providers.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;

/**
 * Which token of each key was last reported as rejected to this process, and replaced. A shared state that was away at that
 * moment still holds it when it comes back, and nobody here may be given it again.
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

    /** Whether this is the rejected token of {@code key}. */
    boolean include(TokenKey key, Fingerprint fingerprint) {
        return fingerprint.equals(rejected.getIfPresent(key));
    }

    /** The demand, made to exclude the rejected token, unless it has a wish of its own. */
    TokenDemand excludedFrom(TokenDemand demand) {
        Fingerprint known = rejected.getIfPresent(demand.key());
        boolean plain = demand.freshness() instanceof Freshness.Cached;
        return known != null && plain ? demand.with(new Freshness.NotThis(known)) : demand;
    }

    /** The provider has given this very token anew: it means it. */
    void takeBack(TokenKey key, Fingerprint fingerprint) {
        rejected.asMap().remove(key, fingerprint);
    }
}
