package dev.jeton.providers.oauth;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;

/** Any OAuth 2.0 server that speaks the client-credentials grant. */
public final class DeclaredProvider implements TokenProvider {

    private final ProviderDeclaration declaration;
    private final TokenEndpoint endpoint;

    public DeclaredProvider(ProviderDeclaration declaration, UpstreamHttp http, TimeSource time) {
        this.declaration = declaration;
        this.endpoint = new TokenEndpoint(
                declaration.urls().token(), declaration.authentication(), declaration.defaultLifetime(), http, time);
    }

    @Override
    public ProviderId id() {
        return declaration.id();
    }

    @Override
    public Issuance issuance() {
        return Issuance.EXCHANGED;
    }

    @Override
    public IssuedToken issue(TenantId tenant, Credentials credentials, Deadline deadline) {
        // What the declaration says stands; a tenant fills only what it leaves open.
        String scope = declaration.scope().or(() -> credentials.text("scope")).orElse(null);
        return endpoint.clientCredentials(ClientCredentials.from(credentials, scope), deadline);
    }

    @Override
    public String toString() {
        return "DeclaredProvider[" + declaration.id() + "]";
    }
}
