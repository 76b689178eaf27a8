package dev.jeton.app.desk;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Secret;
import java.util.List;
import java.util.Optional;

/** What an operator does with connections. Whatever cannot be done is a {@link TokenException} with a sentence for people. */
public interface ConnectionDesk {
    /** Makes a connection where there is none; the caller still owns the token. */
    void importNew(TokenKey key, Secret refreshToken);

    /** Makes a connection in the place of what there is, or is not. */
    void replace(TokenKey key, Secret refreshToken);

    Optional<ConnectionView> show(TokenKey key);

    /** All of them, by type and tenant. */
    List<ConnectionView> list();

    /** False where there was none. */
    boolean forget(TokenKey key);
}
