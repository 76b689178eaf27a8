package dev.jeton.api.port;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import java.util.Optional;

/**
 * Holds the current token of each key until its {@link dev.jeton.api.Schedule#cachedUntil()}. A value that cannot be read
 * is a miss, never an error. Every method throws {@link TokenException.CacheUnavailable} if the state behind it cannot be
 * asked.
 */
public interface TokenRepository {

    /** The entry of {@code key} as it was stored; whether it is still good is for the caller to judge. */
    Optional<TokenEntry> find(TokenKey key);

    /** Replaces the entry of {@code key}; an entry that may not be cached any longer removes it. */
    void store(TokenKey key, TokenEntry entry);

    /** Forgets the entry of {@code key}; false where there was none. */
    boolean remove(TokenKey key);

    /** Forgets the entry of {@code key} only if it still holds the token of this fingerprint, in one atomic step. */
    boolean removeIf(TokenKey key, Fingerprint fingerprint);
}
