package dev.jeton.providers.oauth;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;
import org.jspecify.annotations.Nullable;

/** Any OAuth 2.0 server that speaks the refresh-token grant. */
public final class RefreshingProvider implements RefreshTokenProvider {
    private final RefreshDeclaration declaration;
    private final TokenEndpoint endpoint;

    public RefreshingProvider(RefreshDeclaration declaration, UpstreamHttp http, TimeSource time) {
        this.declaration = declaration;
        this.endpoint = new TokenEndpoint(
                declaration.urls().token(),
                declaration.client().authentication(),
                declaration.defaultLifetime(),
                http,
                time);
    }

    @Override
    public ProviderId id() {
        return declaration.id();
    }

    @Override
    public OnLostResponse onLostResponse() {
        return declaration.onLostResponse();
    }

    @Override
    public Spending refresh(TenantId tenant, Credentials credentials, Secret refreshToken, Times times) {
        return endpoint.refresh(client(credentials), refreshToken, declaration.body(), times);
    }

    private @Nullable ClientCredentials client(Credentials credentials) {
        boolean given = credentials.secret("clientId", "client_id").isPresent();
        return given || declaration.client().required() ? ClientCredentials.from(credentials, null) : null;
    }

    @Override
    public String toString() {
        return "RefreshingProvider[" + declaration.id() + "]";
    }
}
