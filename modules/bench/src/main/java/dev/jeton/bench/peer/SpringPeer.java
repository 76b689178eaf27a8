package dev.jeton.bench.peer;

import java.time.Duration;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * Spring Security's OAuth2 client outside a request: client credentials, one registration, the tenant as principal. The token
 * endpoint is a function here, asked once a tenant. Less than Jeton: unbounded, not shared, one caller's refresh does not
 * spare another's.
 */
public final class SpringPeer implements TokenPeer {

    private static final String REGISTRATION = "bench";

    private final OAuth2AuthorizedClientManager manager;

    public SpringPeer() {
        InMemoryClientRegistrationRepository registrations =
                new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(REGISTRATION)
                        .clientId("client")
                        .clientSecret("secret")
                        .tokenUri("https://login.example.com/oauth/token")
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .build());
        AuthorizedClientServiceOAuth2AuthorizedClientManager made =
                new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                        registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        made.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .clientCredentials(client -> client.accessTokenResponseClient(SpringPeer::issue))
                .build());
        this.manager = made;
    }

    private static OAuth2AccessTokenResponse issue(OAuth2ClientCredentialsGrantRequest request) {
        return OAuth2AccessTokenResponse.withToken("token")
                .tokenType(OAuth2AccessToken.TokenType.BEARER)
                .expiresIn(Duration.ofDays(1).toSeconds())
                .build();
    }

    @Override
    public String token(String tenant) {
        OAuth2AuthorizedClient client = manager.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(REGISTRATION)
                .principal(tenant)
                .build());
        if (client == null) {
            throw new IllegalStateException("Spring Security gave no token");
        }
        return client.getAccessToken().getTokenValue();
    }
}
