package dev.jeton.cache.redis;

import dev.jeton.api.TokenKey;

/**
 * How keys are spelled. Providers and tenants have no colon in their alphabets, so no two keys can be spelled alike.
 */
final class RedisKeys {

    private RedisKeys() {}

    static String token(TokenKey key) {
        return "auth:token:" + key.provider() + ":" + key.tenant();
    }

    static String lock(TokenKey key) {
        return "auth:lock:" + key.provider() + ":" + key.tenant();
    }
}
