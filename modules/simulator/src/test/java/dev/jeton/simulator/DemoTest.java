package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.FORM;
import static dev.jeton.simulator.Caller.GRANT;
import static dev.jeton.simulator.Caller.basic;
import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {

    private final MovableClock clock = new MovableClock();
    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start(0, clock);

    @BeforeEach
    void register() {
        Demo.register(simulator);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest(name = "{0} logs in at {1} in {2}")
    @CsvSource({"acme, us-east-1, us-east-1", "globex, eu-west-1, mypurecloud.ie"})
    void genesysTenantsLogInWithWhatTheTenantServiceSays(String tenant, String login, String region) throws Exception {
        JsonNode credentials = credentials(tenant, "genesys");
        assertThat(credentials.path("region").asText()).isEqualTo(region);
        assertThat(credentials.path("clientSecret").asText()).contains(Simulator.CANARY);

        HttpResponse<String> response = caller.send(
                "POST",
                simulator.genesysLoginUrl(login) + "/oauth/token",
                GRANT,
                "Content-Type",
                FORM,
                "Authorization",
                basic(
                        credentials.path("clientId").asText(),
                        credentials.path("clientSecret").asText()));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void oneWhatsAppTokenLastsAndTheOtherHas60Days() throws Exception {
        assertThat(credentials("acme", "whatsapp").has("expiresAt")).isFalse();
        assertThat(credentials("globex", "whatsapp").path("expiresAt").asText())
                .isEqualTo(clock.instant().plus(Duration.ofDays(60)).toString());

        clock.advance(Duration.ofDays(60));

        assertThat(phoneNumber("acme").statusCode()).isEqualTo(200);
        assertThat(phoneNumber("globex").statusCode()).isEqualTo(401);
    }

    @Test
    void theDeclaredProviderIsServedAsItIsDeclared() throws Exception {
        JsonNode declared = Json.readObject(Demo.providersFile(simulator)).at("/providers/" + Demo.PROVIDER);
        JsonNode credentials = credentials("initech", Demo.PROVIDER);
        String body = GRANT + "&client_id=" + credentials.path("clientId").asText() + "&client_secret="
                + credentials.path("clientSecret").asText() + "&scope="
                + declared.path("scope").asText();

        HttpResponse<String> response =
                caller.send("POST", declared.path("tokenUrl").asText(), body, "Content-Type", FORM);

        assertThat(declared.path("clientAuthentication").asText()).isEqualTo("post");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} has connected at Qontak")
    @ValueSource(strings = {"acme", "globex", "initech"})
    void everyTenantHasConnectedAtQontak(String tenant) throws Exception {
        QontakCaller qontak = new QontakCaller(simulator);

        HttpResponse<String> response = qontak.spend(tenant, Demo.qontakRefreshToken(simulator, tenant));

        assertThat(json(qontak.api(json(response).path("access_token").asText()))
                        .path("tenant")
                        .asText())
                .isEqualTo(tenant);
    }

    @Test
    void secretsAreInventedAnew() throws Exception {
        try (Simulator other = Simulator.start()) {
            Demo.register(other);

            assertThat(Stream.of(simulator, other)
                            .map(each -> each.tenantService().credentials("acme", "genesys"))
                            .distinct())
                    .hasSize(2);
        }
    }

    private JsonNode credentials(String tenant, String type) throws Exception {
        return json(caller.get(simulator.tenantServiceUrl() + "/tenants/" + tenant + "/credentials/" + type));
    }

    private HttpResponse<String> phoneNumber(String tenant) throws Exception {
        JsonNode credentials = credentials(tenant, "whatsapp");
        return caller.get(
                simulator.graphUrl() + "/v23.0/"
                        + credentials.path("phoneNumberId").asText(),
                "Authorization",
                "Bearer " + credentials.path("systemUserToken").asText());
    }
}
