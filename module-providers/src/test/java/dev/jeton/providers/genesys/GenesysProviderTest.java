package dev.jeton.providers.genesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.TokenProvider.Issuance;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.time.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesysProviderTest {
    private static final GenesysClient CLIENT = GenesysClient.invented("acme", "eu-west-1");

    private final Simulator simulator = Simulator.start();
    private final UpstreamHttp http = new UpstreamHttp();

    @AfterEach
    void close() {
        http.close();
        simulator.close();
    }

    private IssuedToken issue(GenesysProvider provider, Map<String, String> fields) {
        Map<String, Secret> secrets = new HashMap<>();
        fields.forEach((name, value) -> secrets.put(name, Secret.of(value)));
        try (Credentials credentials = new Credentials(secrets)) {
            return provider.issue(
                    new TenantId("acme"), credentials, Deadline.in(Duration.ofSeconds(30), TimeSource.system()));
        }
    }

    private GenesysProvider simulated(String url) {
        return GenesysProvider.at(URI.create(url), http, ManualTime.standingStill());
    }

    private static Map<String, String> fields(String id, String secret, String region) {
        return Map.of(id, CLIENT.clientId(), secret, CLIENT.clientSecret(), region, CLIENT.region());
    }

    @ParameterizedTest(name = "B-02 credentials as {0}, {1} and {2}")
    @CsvSource({
        "clientId, clientSecret, region",
        "client_id, client_secret, environment",
        "clientId, client_secret, domain"
    })
    void spellings(String id, String secret, String region) {
        simulator.genesys().registerOnly(CLIENT);
        assertThat(issue(simulated(simulator.genesysLoginUrl("eu-west-1")), fields(id, secret, region))
                        .validity())
                .isEqualTo(new Validity.Lasting(Duration.ofDays(1)));
        assertThat(simulator.ledger().calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.authorization()).isEqualTo("Basic");
            assertThat(call.path()).endsWith("/mypurecloud.ie/oauth/token");
        });
    }

    @Test
    @DisplayName("B-02 slashes at the end of the login address do no harm")
    void trailingSlashes() {
        simulator.genesys().registerOnly(CLIENT);
        assertThat(issue(simulated(simulator.genesysLoginUrl() + "//"), fields("clientId", "clientSecret", "region"))
                        .token())
                .isNotNull();
    }

    @Test
    @DisplayName("B-18 an unknown client (400 there) and a wrong secret (401) are both refusals")
    void refusals() {
        Map<String, String> fields = fields("clientId", "clientSecret", "region");
        GenesysProvider provider = simulated(simulator.genesysLoginUrl());
        assertThatThrownBy(() -> issue(provider, fields)).isInstanceOf(CredentialsRejected.class);
        simulator.genesys().registerOnly(CLIENT.withSecret("c4nary-rotated"));
        assertThatThrownBy(() -> issue(provider, fields)).isInstanceOf(CredentialsRejected.class);
        assertThat(simulator.ledger().count(Service.GENESYS)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-9", "127.0.0.1", "169.254.169.254", "mypurecloud.com@evil.example", "localhost"})
    @DisplayName("fault 85 a region that is none is refused before anything is sent, also with one login address")
    void strangers(String region) {
        Map<String, String> fields = Map.of("clientId", "id", "clientSecret", "s", "region", region);
        assertThatThrownBy(() -> issue(simulated(simulator.genesysLoginUrl()), fields))
                .isInstanceOf(CredentialsNotFound.class)
                .message()
                .contains("region")
                .doesNotContain(region);
        assertThatThrownBy(() -> issue(GenesysProvider.inItsRegions(http, ManualTime.standingStill()), fields))
                .isInstanceOf(CredentialsNotFound.class);
        assertThat(simulator.ledger().calls()).isEmpty();
    }

    @Test
    @DisplayName("B-04 a missing region is named; with one login address it is not needed")
    void missingRegion() {
        simulator.genesys().registerOnly(CLIENT);
        Map<String, String> fields = Map.of("clientId", CLIENT.clientId(), "clientSecret", CLIENT.clientSecret());
        assertThatThrownBy(() -> issue(GenesysProvider.inItsRegions(http, ManualTime.standingStill()), fields))
                .isInstanceOf(CredentialsNotFound.class)
                .hasMessage("region is missing from the tenant's credentials");
        assertThat(issue(simulated(simulator.genesysLoginUrl()), fields).token())
                .isNotNull();
    }

    @Test
    void itIsExchangedUnderItsName() {
        GenesysProvider provider = simulated("http://127.0.0.1:1");
        assertThat(provider.id()).hasToString("genesys");
        assertThat(provider.issuance()).isEqualTo(Issuance.EXCHANGED);
    }
}
