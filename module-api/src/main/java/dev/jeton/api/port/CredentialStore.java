package dev.jeton.api.port;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import java.util.List;

/** A source of credentials that can be changed. Every method throws {@link TokenException.StoreUnavailable} if it cannot. */
public interface CredentialStore extends CredentialSource {
    /** Keeps {@code credentials} for {@code key} in place of what was there; the caller still owns them. */
    void put(TokenKey key, Credentials credentials);

    /** Forgets the credentials of {@code key}; false where there were none. */
    boolean delete(TokenKey key);

    /** Whose credentials are kept, in no order. */
    List<TokenKey> list();
}
