package dev.jeton.providers.rotation;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import java.util.Optional;

/** Where a connection's first refresh token may come from, other than by a command. */
@FunctionalInterface
public interface Seeds {
    /** The refresh token that a person put into the environment for {@code key}; the caller closes it. */
    Optional<Secret> inEnvironment(TokenKey key);

    /** None: connections are made by commands, or stand among the credentials. */
    static Seeds none() {
        return key -> Optional.empty();
    }

    /** The refresh token of one connection alone. */
    static Seeds of(TokenKey connection, Secret refreshToken) {
        return key -> key.equals(connection) ? Optional.of(refreshToken.copy()) : Optional.empty();
    }

    /** The environment's, or else the {@code refreshToken} among the tenant's credentials. */
    default Optional<Secret> find(TokenKey key, Credentials credentials) {
        return inEnvironment(key)
                .or(() -> credentials.secret("refreshToken", "refresh_token").map(Secret::copy));
    }
}
