package dev.jeton.client;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import dev.jeton.client.keep.CachedTokens;
import java.net.URI;

/**
 * Has the token of a tenant at hand, and asks the broker for those that are not. One for a whole process: it has threads and
 * connections, and is safe for use by many threads.
 *
 * <p>A token is handed out while it has more than five minutes left, or a quarter of its life where that is less. After that the
 * broker is asked; where it cannot be, a token is handed out to its true end, and never beyond.
 */
public final class TokenClient implements TokenSource, AutoCloseable {

    private final ProviderId provider;
    private final CachedTokens tokens;
    private final Openings openings;
    private volatile boolean closed;

    TokenClient(ProviderId provider, CachedTokens tokens, Openings openings) {
        this.provider = provider;
        this.tokens = tokens;
        this.openings = openings;
    }

    /** Begins a client of the broker at {@code broker}, {@code https://jeton.example.com} say. */
    public static TokenClientBuilder of(URI broker) {
        return new TokenClientBuilder(broker);
    }

    /** As {@link #getAuthToken(TokenKey)}, for the client's own provider. */
    public AccessToken getAuthToken(String tenantId) {
        return getAuthToken(key(tenantId));
    }

    /**
     * A token of {@code key}.
     *
     * @throws BrokerException if there is none: what the broker refuses, and what kept it from answering
     * @throws IllegalStateException if the client is closed
     */
    @Override
    public AccessToken getAuthToken(TokenKey key) {
        requireOpen();
        return tokens.get(key);
    }

    /**
     * A token of {@code key} that is not {@code rejected}. However many callers report one token, the broker is asked once in a
     * process; and for a minute nobody in this process is given it by either method.
     *
     * @throws BrokerException as above; {@link BrokerException#REJECTED_AGAIN} if the broker has no other one
     */
    @Override
    public AccessToken getAnother(TokenKey key, AccessToken rejected) {
        requireOpen();
        tokens.reject(key, rejected.fingerprint());
        return tokens.get(key);
    }

    /** As {@link #invalidateToken(TokenKey)}, for the client's own provider. */
    public boolean invalidateToken(String tenantId) {
        return invalidateToken(key(tenantId));
    }

    /**
     * Deletes the key, whatever is cached. What is known here to be cached counts as rejected, for the broker would hand out
     * the very same token again. Whoever knows which token was rejected names it: this form throws away a neighbour's new one.
     *
     * @return whether there was something
     */
    public boolean invalidateToken(TokenKey key) {
        requireOpen();
        return tokens.invalidate(key);
    }

    /** As {@link #invalidateToken(TokenKey, AccessToken)}, for the client's own provider and the token with this value. */
    public boolean invalidateToken(String tenantId, String rejectedToken) {
        return invalidate(key(tenantId), Fingerprint.of(rejectedToken));
    }

    /**
     * Deletes the key if {@code rejected} is still what is cached, and hands it out to nobody here for a minute. The next call
     * in that time tells the broker of it.
     *
     * @return whether it was still the cached one
     */
    public boolean invalidateToken(TokenKey key, AccessToken rejected) {
        return invalidate(key, rejected.fingerprint());
    }

    private boolean invalidate(TokenKey key, Fingerprint rejected) {
        requireOpen();
        return tokens.invalidate(key, rejected);
    }

    private TokenKey key(String tenantId) {
        return new TokenKey(provider, new TenantId(tenantId));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the client is closed");
        }
    }

    /** Ends its threads and connections. Whoever waits for a token is told so; more than once does no harm. */
    @Override
    public void close() {
        closed = true;
        tokens.close();
        openings.close();
    }

    @Override
    public String toString() {
        return "TokenClient[" + tokens + "]";
    }
}
