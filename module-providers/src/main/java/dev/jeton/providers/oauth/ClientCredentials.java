package dev.jeton.providers.oauth;

import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's id and secret, lent by the tenant's {@link Credentials}, and the scope that it asks for. */
public record ClientCredentials(
        String id, Secret secret, @Nullable String scopeOrNull) {

    static final int LONGEST = 1024;

    /**
     * Reads them, spelled in camel case or as RFC 6749 does.
     *
     * @throws CredentialsNotFound naming the field that is missing
     */
    public static ClientCredentials from(Credentials credentials, @Nullable String scope) {
        String id = credentials
                .text("clientId", "client_id")
                .orElseThrow(() -> new CredentialsNotFound("clientId is missing from the tenant's credentials"));
        Secret secret = credentials
                .secret("clientSecret", "client_secret")
                .orElseThrow(() -> new CredentialsNotFound("clientSecret is missing from the tenant's credentials"));
        requireSensible("clientId", id.length());
        requireSensible("clientSecret", secret.reveal(characters -> characters.length));
        return new ClientCredentials(id, secret, scope);
    }

    /** No server issues longer ones, and what is encoded from them fits into buffers that can be wiped. */
    private static void requireSensible(String name, int length) {
        if (length > LONGEST) {
            throw new CredentialsNotFound(
                    name + " in the tenant's credentials is longer than " + LONGEST + " characters");
        }
    }

    public Optional<String> scope() {
        return Optional.ofNullable(scopeOrNull);
    }

    @Override
    public String toString() {
        return "ClientCredentials[***]";
    }
}
