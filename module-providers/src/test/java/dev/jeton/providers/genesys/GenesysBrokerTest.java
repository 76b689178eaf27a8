package dev.jeton.providers.genesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.TokenBroker;
import dev.jeton.providers.credentials.TenantService;
import dev.jeton.providers.credentials.TenantServiceSettings;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.secret.Canaries;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Genesys as it is used: the broker, the Tenant Service and the login server, over real sockets. */
class GenesysBrokerTest {
    private static final TokenRequest REQUEST =
            TokenRequest.of("genesys", "acme").within(Duration.ofSeconds(30));

    private final Simulator simulator = Simulator.start();
    private final UpstreamHttp http = new UpstreamHttp();
    private final RecordingEvents events = new RecordingEvents();
    private final TimeSource time = TimeSource.system();
    private final TokenBroker broker = TokenBroker.over(
                    new LocalState(time),
                    new TenantService(
                            new TenantServiceSettings(
                                    URI.create(simulator.tenantServiceUrl()), Duration.ofSeconds(5), null),
                            http,
                            time))
            .provider(GenesysProvider.at(URI.create(simulator.genesysLoginUrl()), http, time))
            .events(events)
            .build();

    @AfterEach
    void close() {
        broker.close();
        http.close();
        simulator.close();
        Canaries canaries = new Canaries();
        events.all().forEach(event -> canaries.assertNoneIn("an event", event.toString()));
        canaries.assertSearched();
    }

    private int exchanges() {
        return simulator.ledger().count(Service.GENESYS);
    }

    @Test
    @DisplayName("B-02 a hundred cold callers cost one look-up of credentials and one exchange")
    void cold() {
        simulator.genesys().register(GenesysClient.invented("acme", "eu-west-1"));
        assertThat(Burst.of(100, i -> broker.getToken(REQUEST)).orFail()).hasSize(100);
        assertThat(broker.getToken(REQUEST).source()).isEqualTo(TokenAnswer.Source.CACHE);
        assertThat(exchanges()).isEqualTo(1);
        assertThat(simulator.ledger().count(Service.TENANT_SERVICE)).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 58 two 503 with HTML cost two retries, and no failure")
    void serverErrors() {
        simulator.genesys().register(GenesysClient.invented("acme", "eu-west-1"));
        simulator.faults().setForNext(2, Service.GENESYS, "acme", Fault.serverError(503));
        assertThat(broker.getToken(REQUEST).source()).isEqualTo(TokenAnswer.Source.FRESH);
        assertThat(exchanges()).isEqualTo(3);
    }

    @Test
    @DisplayName("B-18 a 401 is one call, however often it is asked for again")
    void refused() {
        GenesysClient client = GenesysClient.invented("acme", "eu-west-1");
        simulator.genesys().register(client);
        simulator.genesys().registerOnly(client.withSecret("c4nary-rotated"));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> broker.getToken(REQUEST)).isInstanceOf(CredentialsRejected.class);
        }
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 57 a 429 with an absurd Retry-After is one call, and the pause is capped")
    void rateLimited() {
        simulator.genesys().register(GenesysClient.invented("acme", "eu-west-1"));
        simulator.faults().set(Service.GENESYS, "acme", Fault.rateLimited("31536000"));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> broker.getToken(REQUEST))
                    .isInstanceOfSatisfying(
                            TokenException.RateLimited.class,
                            limited -> assertThat(limited.retryAfter().orElseThrow())
                                    .isLessThanOrEqualTo(Duration.ofMinutes(10)));
        }
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    @DisplayName("C-08 a Tenant Service that is away is never told as missing credentials")
    void tenantServiceAway() {
        simulator.tenantService().putTenant("acme");
        assertThatThrownBy(() -> broker.getToken(REQUEST)).isInstanceOf(CredentialsNotFound.class);
        assertThat(broker.invalidate(REQUEST.key())).isFalse();
        simulator.faults().set(Service.TENANT_SERVICE, "acme", Fault.serverError(500));
        assertThatThrownBy(() -> broker.getToken(REQUEST)).isInstanceOf(StoreUnavailable.class);
        assertThat(exchanges()).isZero();
    }
}
