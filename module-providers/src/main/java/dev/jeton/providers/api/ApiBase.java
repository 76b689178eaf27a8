package dev.jeton.providers.api;

import dev.jeton.api.port.Credentials;
import java.net.URI;

/** Where the API of a provider is, that its tokens are for. */
public sealed interface ApiBase {

    /** The same place for every tenant. */
    record Everywhere(URI url) implements ApiBase {}

    /** A place that depends on the tenant; which ones there are does not. */
    @FunctionalInterface
    non-sealed interface OfTenant extends ApiBase {

        /** @throws dev.jeton.api.TokenException.CredentialsNotFound if the credentials do not tell */
        URI of(Credentials credentials);
    }
}
