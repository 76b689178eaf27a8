package dev.jeton.identity.rows;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;

/** How the cached entries of first-party rows are named. A value is looked up by its hash: the value itself is in no key. */
public final class IdentityKeys {

    private static final String BY_HASH = "sha256-";
    private static final String BY_TYPE = "type";

    private IdentityKeys() {}

    /** Of a row by its id. */
    static CacheKey byId(CacheSpace space, RowId id) {
        return CacheKey.of(space, id.value());
    }

    /** Of a row by the hash of its value; no id begins like it. */
    static CacheKey byHash(CacheSpace space, TokenHash hash) {
        return CacheKey.of(space, BY_HASH + hash.value());
    }

    /** Of all rows of a user. */
    public static CacheKey ofUser(CacheSpace space, UserId user) {
        return CacheKey.of(space, user.value());
    }

    /** Of a user's verification tokens of one type. */
    public static CacheKey ofUser(UserId user, VerificationToken.Type type) {
        return CacheKey.of(CacheSpace.USER_VERIFICATION_TOKENS, user.value(), BY_TYPE, type.label());
    }

    /** Of all signing keys that live. */
    public static CacheKey signingKeys() {
        return CacheKey.of(CacheSpace.JWT_KEYS);
    }
}
