package dev.jeton.api;

import java.util.Optional;
import java.util.Set;

/** Hands out valid access tokens, from cache wherever one is good enough. Safe for use by many threads. */
public interface TokenService {

    /**
     * A token that is valid now and fits the request.
     *
     * @throws TokenException typed by what went wrong, before the request's timeout has passed
     */
    TokenAnswer getToken(TokenRequest request);

    /**
     * Forgets the cached token of {@code key}, and any refusal that is remembered for it.
     *
     * @return whether there was a token to forget
     * @throws TokenException.CacheUnavailable if the shared state cannot be told; repeat it later
     */
    boolean invalidate(TokenKey key);

    /**
     * Forgets the cached token of {@code key} only if it is still the {@code rejected} one, so that a late report never
     * throws away a neighbour's fresh token.
     *
     * @return whether it was still that one
     * @throws TokenException.CacheUnavailable if the shared state cannot be told; repeat it later
     */
    boolean invalidate(TokenKey key, Fingerprint rejected);

    /**
     * The token of {@code key} that is cached or stored, good or not; nobody is asked for one.
     *
     * @throws TokenException.CacheUnavailable if the shared state cannot be asked
     */
    Optional<TokenEntry> cached(TokenKey key);

    /** The providers that can be asked. */
    Set<ProviderId> providers();
}
