package dev.jeton.app.desk;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Credentials;
import java.util.List;
import java.util.Optional;

/** What an operator does with tenants' credentials. What cannot be done is a {@link TokenException} with a sentence. */
public interface CredentialDesk {
    /** Puts them in the place of what there was; the caller still owns them. */
    void put(TokenKey key, Credentials credentials);

    /** The names of the fields; empty where there are none. */
    Optional<List<String>> fields(TokenKey key);

    /** Whose there are, by type and tenant. */
    List<TokenKey> list();

    /** False where there were none. */
    boolean delete(TokenKey key);
}
