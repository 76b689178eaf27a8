package dev.jeton.cache.redis;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenKey;
import java.util.Optional;

/**
 * How keys are spelled. Providers and tenants have no colon in their alphabets, so no two keys can be spelled alike.
 */
final class RedisKeys {

    /** How the keys of tokens begin. */
    static final String TOKENS = "auth:token:";

    /** How the keys of locks begin. */
    static final String LOCKS = "auth:lock:";

    /** The provider whose grants other programs share: its keys do not name it. */
    private static final String SHARED_PROVIDER = "qontak";

    private static final String DEFAULT_TENANT = "default";

    /** How those programs spell it; no tenant's own name begins with an underscore. */
    private static final String DEFAULT_TENANT_SPELLED = "_default";

    /** What stands between provider and tenant in the keys that programs of any language share. */
    private static final String COMMON = ":token:";

    private RedisKeys() {}

    static String token(TokenKey key) {
        return TOKENS + key.provider() + ":" + key.tenant();
    }

    static String lock(TokenKey key) {
        return LOCKS + key.provider() + ":" + key.tenant();
    }

    /** Whose token or lock is kept under {@code name}; empty where nobody's would be. */
    static Optional<TokenKey> owner(String name) {
        if (!name.startsWith(TOKENS) && !name.startsWith(LOCKS)) {
            return Optional.empty();
        }
        int provider = (name.startsWith(TOKENS) ? TOKENS : LOCKS).length();
        int colon = name.indexOf(':', provider);
        return colon < 0 ? Optional.empty() : key(name.substring(provider, colon), name.substring(colon + 1));
    }

    /** How a token is found by programs of any language: {@code {provider}:token:{tenant}}. */
    static String commonToken(TokenKey key) {
        return commonTokens(key.provider()) + key.tenant();
    }

    /** How the keys of all those tokens of one provider begin. */
    static String commonTokens(ProviderId provider) {
        return provider + COMMON;
    }

    /** Whose token programs of any language find under {@code name}; empty where nobody's would be. */
    static Optional<TokenKey> commonOwner(String name) {
        int colon = name.indexOf(':');
        return colon > 0 && name.startsWith(COMMON, colon)
                ? key(name.substring(0, colon), name.substring(colon + COMMON.length()))
                : Optional.empty();
    }

    /** {@code {prefix}{tenant}} for the shared provider, {@code {prefix}{provider}:{tenant}} for all others. */
    static String grant(String prefix, TokenKey key) {
        if (!key.provider().value().equals(SHARED_PROVIDER)) {
            return prefix + key.provider() + ":" + key.tenant();
        }
        String tenant = key.tenant().value();
        return prefix + (tenant.equals(DEFAULT_TENANT) ? DEFAULT_TENANT_SPELLED : tenant);
    }

    /** Whose grant is kept under {@code name}; empty where nobody's would be. */
    static Optional<TokenKey> grantOwner(String prefix, String name) {
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = name.substring(prefix.length());
        int colon = rest.indexOf(':');
        String provider = colon < 0 ? SHARED_PROVIDER : rest.substring(0, colon);
        String tenant = rest.equals(DEFAULT_TENANT_SPELLED) ? DEFAULT_TENANT : rest.substring(colon + 1);
        return key(provider, tenant)
                // "default" and "qontak:acme" are spelled otherwise.
                .filter(key -> grant(prefix, key).equals(name));
    }

    private static Optional<TokenKey> key(String provider, String tenant) {
        try {
            return Optional.of(TokenKey.of(provider, tenant));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A glob of everything that begins with {@code prefix}, whose own characters stand for themselves. */
    static String grants(String prefix) {
        return prefix.replaceAll("[\\\\*?\\[\\]]", "\\\\$0") + "*";
    }
}
