package dev.jeton.providers.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.simulator.OAuthClient;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.time.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredProviderTest {
    private final Simulator simulator = Simulator.start();
    private final UpstreamHttp http = new UpstreamHttp();

    @AfterEach
    void close() {
        http.close();
        simulator.close();
    }

    private DeclaredProvider provider(ClientAuthentication authentication, @Nullable String scope) {
        ProviderDeclaration declaration = new ProviderDeclaration(
                new ProviderId("crm"),
                new ProviderUrls(URI.create(simulator.oauthTokenUrl("crm")), null),
                authentication,
                scope,
                Duration.ofHours(1));
        return new DeclaredProvider(declaration, http, ManualTime.standingStill());
    }

    private OAuthClient registered(String secret, OAuthClient.Authentication authentication, Set<String> scopes) {
        OAuthClient client = new OAuthClient("acme", "acme id:1", secret, authentication)
                .with(new OAuthClient.Allowance(scopes, Duration.ofMinutes(30)));
        simulator.oauth().registerOnly("crm", client);
        return client;
    }

    private static IssuedToken issue(DeclaredProvider provider, OAuthClient client, @Nullable String scope) {
        Map<String, Secret> fields = new HashMap<>();
        fields.put("client_id", Secret.of(client.clientId()));
        fields.put("client_secret", Secret.of(client.clientSecret()));
        if (scope != null) {
            fields.put("scope", Secret.of(scope));
        }
        try (Credentials credentials = new Credentials(fields)) {
            return provider.issue(
                    new TenantId("acme"), credentials, Deadline.in(Duration.ofSeconds(30), TimeSource.system()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "p@ss:w+rd %&=", "ü€😀", "%41+"})
    @DisplayName("B-02 a strict server understands nasty secrets in the header and in the body")
    void nastySecrets(String secret) {
        OAuthClient basic = registered(secret, OAuthClient.Authentication.BASIC, Set.of());
        assertThat(issue(provider(ClientAuthentication.BASIC, null), basic, null)
                        .validity())
                .isEqualTo(new Validity.Lasting(Duration.ofMinutes(30)));
        OAuthClient post = registered(secret, OAuthClient.Authentication.POST, Set.of());
        assertThat(issue(provider(ClientAuthentication.POST, null), post, null).token())
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(ClientAuthentication.class)
    @DisplayName("B-18 a wrong secret is a refusal, and one call")
    void wrongSecret(ClientAuthentication authentication) {
        OAuthClient known = registered("right", OAuthClient.Authentication.BASIC, Set.of());
        OAuthClient wrong = new OAuthClient("acme", known.clientId(), "wrong", known.authentication());
        assertThatThrownBy(() -> issue(provider(authentication, null), wrong, null))
                .isInstanceOf(CredentialsRejected.class);
        assertThat(simulator.ledger().count(Service.OAUTH)).isEqualTo(1);
    }

    @Test
    @DisplayName("B-02 the declared scope stands, whatever the tenant's credentials say")
    void declaredScope() {
        OAuthClient client = registered("s", OAuthClient.Authentication.BASIC, Set.of("read"));
        assertThat(issue(provider(ClientAuthentication.BASIC, "read"), client, "admin")
                        .token())
                .isNotNull();
    }

    @Test
    @DisplayName("B-02 a tenant fills a scope that the declaration leaves open")
    void openScope() {
        OAuthClient client = registered("s", OAuthClient.Authentication.BASIC, Set.of("read", "write"));
        assertThat(issue(provider(ClientAuthentication.BASIC, null), client, "write")
                        .token())
                .isNotNull();
        assertThatThrownBy(() -> issue(provider(ClientAuthentication.BASIC, null), client, "admin"))
                .isInstanceOf(CredentialsRejected.class);
    }

    @Test
    @DisplayName("B-04 a missing or blank field is named")
    void missing() {
        try (Credentials none = new Credentials(Map.of("clientId", Secret.of(" ")));
                Credentials half = new Credentials(Map.of("clientId", Secret.of("id")))) {
            assertThatThrownBy(() -> ClientCredentials.from(none, null))
                    .isInstanceOf(CredentialsNotFound.class)
                    .hasMessageContaining("clientId");
            assertThatThrownBy(() -> ClientCredentials.from(half, null))
                    .isInstanceOf(CredentialsNotFound.class)
                    .hasMessageContaining("clientSecret");
        }
    }
}
