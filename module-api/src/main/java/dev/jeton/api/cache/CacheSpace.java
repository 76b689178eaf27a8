package dev.jeton.api.cache;

import dev.jeton.api.ProviderId;
import java.util.List;
import java.util.Optional;

/** The parts of the shared state that the cache service may touch, by how their keys begin. No key begins with two of them. */
public enum CacheSpace {
    /** An API token by its id, or by the hash of its value. */
    TOKEN("token:"),
    /** The API tokens of a user. */
    USER_TOKENS("tokens:user:"),
    /** A signing key by its id. */
    JWT_KEY("jwt_key:"),
    /** All signing keys in use; the one space that is a single key. */
    JWT_KEYS("jwt_keys", true),
    /** A verification token by its id, or by the hash of its value. */
    VERIFICATION_TOKEN("verification_token:"),
    /** The verification tokens of a user, by type. */
    USER_VERIFICATION_TOKENS("verification_tokens:user:"),
    /** A refresh token of ours by its id, or by the hash of its value. */
    REFRESH_TOKEN("refresh_token:"),
    /** The refresh tokens of a user. */
    USER_REFRESH_TOKENS("refresh_tokens:user:"),
    /** The key sets of other issuers. */
    KEY_SETS("auth:jwks:"),
    /** What applications keep that embed Jeton. */
    APPLICATION("cache:");

    private static final List<CacheSpace> ALL = List.of(values());

    private final String prefix;
    private final boolean single;

    CacheSpace(String prefix) {
        this(prefix, false);
    }

    CacheSpace(String prefix, boolean single) {
        this.prefix = prefix;
        this.single = single;
    }

    /** How all its keys begin. */
    public String prefix() {
        return prefix;
    }

    /**
     * Whether the name of {@code provider} is a word with which our own keys begin. The keys of clients begin with their provider's
     * name, so no provider can be called that: {@code cache:token:acme} would be a value of some application.
     */
    public static boolean isTaken(ProviderId provider) {
        String name = provider.value();
        for (CacheSpace space : ALL) {
            String prefix = space.prefix;
            if (prefix.startsWith(name) && (prefix.length() == name.length() || prefix.charAt(name.length()) == ':')) {
                return true;
            }
        }
        return false;
    }

    /** The space that a key with this name is in; empty = none of ours. */
    static Optional<CacheSpace> of(String name) {
        // A loop, as keys are made for every request.
        for (CacheSpace space : ALL) {
            if (space.holds(name)) {
                return Optional.of(space);
            }
        }
        return Optional.empty();
    }

    private boolean holds(String name) {
        return single ? name.equals(prefix) : name.startsWith(prefix) && name.length() > prefix.length();
    }
}
