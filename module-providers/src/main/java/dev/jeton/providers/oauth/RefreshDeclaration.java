package dev.jeton.providers.oauth;

import dev.jeton.api.ProviderId;
import dev.jeton.api.port.RefreshTokenProvider.OnLostResponse;
import java.net.URI;
import java.time.Duration;

/**
 * A provider whose access tokens are bought with refresh tokens, described by data.
 *
 * @param client how the client proves itself
 * @param body how the request is written
 * @param defaultLifetime of an access token whose answer does not say
 */
public record RefreshDeclaration(
        ProviderId id,
        ProviderUrls urls,
        Client client,
        BodyFormat body,
        Duration defaultLifetime,
        OnLostResponse onLostResponse)
        implements Declaration {
    public static final ProviderId QONTAK = new ProviderId("qontak");

    /**
     * How the client proves itself.
     *
     * @param required whether a tenant without client credentials is refused; else the refresh token speaks for itself
     */
    public record Client(ClientAuthentication authentication, boolean required) {}

    /** Qontak (Mekari): the refresh token is enough; client credentials are sent in the body where a tenant has some. */
    public static RefreshDeclaration qontak(URI tokenUrl) {
        return new RefreshDeclaration(
                QONTAK,
                new ProviderUrls(tokenUrl, null),
                new Client(ClientAuthentication.POST, false),
                BodyFormat.FORM,
                Duration.ofHours(6),
                OnLostResponse.STOP);
    }
}
