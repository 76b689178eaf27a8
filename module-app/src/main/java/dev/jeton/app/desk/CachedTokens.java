package dev.jeton.app.desk;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.cache.RedisState;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that brokers share in Redis. Those of a connection or of credentials that are over must not be served on; what
 * a broker remembers by itself only that broker can forget.
 *
 * @param redisOrNull null = brokers share none
 */
record CachedTokens(@Nullable RedisState redisOrNull) {

    /** @throws CacheUnavailable if an old token may still be there */
    void forget(TokenKey key) {
        if (redisOrNull == null) {
            return;
        }
        try {
            boolean unused = redisOrNull.tokens().remove(key);
        } catch (CacheUnavailable e) {
            throw new CacheUnavailable(
                    "it is done in the store, but the old access token may still be in Redis; repeat it later: "
                            + e.detail(),
                    e,
                    null);
        }
    }
}
