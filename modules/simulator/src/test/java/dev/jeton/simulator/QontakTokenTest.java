package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.FORM;
import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Spend.Outcome;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QontakTokenTest {

    private static final String JSON = "application/json";

    private final MovableClock clock = new MovableClock();
    private final Simulator simulator = Simulator.start(0, clock);
    private final QontakCaller qontak = new QontakCaller(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    @DisplayName("C-01 an exchange gives an access token of six hours and a new refresh token")
    void anExchangeRotates() throws Exception {
        String first = simulator.qontak().connect("acme");

        HttpResponse<String> response = qontak.spend("acme", first);

        JsonNode answer = json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "refresh_token", "created_at");
        assertThat(answer.path("token_type").asText()).isEqualTo("bearer");
        assertThat(answer.path("expires_in").asLong()).isEqualTo(6 * 3600);
        assertThat(answer.path("created_at").asLong()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(List.of(
                        first,
                        answer.path("refresh_token").asText(),
                        answer.path("access_token").asText()))
                .doesNotHaveDuplicates()
                .allMatch(token -> token.contains(Simulator.CANARY));
        assertThat(simulator.ledger().count(Service.QONTAK, "acme")).isEqualTo(1);
    }

    @ParameterizedTest(name = "who accepts {0} answers a form with {1} and JSON with {2}")
    @CsvSource({"FORM, 200, 400, 1", "JSON, 400, 200, 1", "BOTH, 200, 200, 2"})
    void bodies(Bodies bodies, int form, int json, int spends) throws Exception {
        simulator.qontak().register(QontakClient.invented("acme").with(QontakClient.Terms.DEFAULT.with(bodies)));

        assertThat(qontak.spend("acme", simulator.qontak().connect("acme")).statusCode())
                .isEqualTo(form);
        assertThat(inJson(simulator.qontak().connect("acme")).statusCode()).isEqualTo(json);
        assertThat(simulator.qontak().grants().count("acme")).isEqualTo(spends);
    }

    @ParameterizedTest(name = "{1} as {0} is {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form|grant_type=refresh_token&client_id=id&client_secret=s3cret|400|invalid_request",
                "form|grant_type=refresh_token&client_id=id&client_secret=s3cret&refresh_token=|400|invalid_request",
                "form|grant_type=refresh_token&client_id=id&refresh_token=TOKEN|400|invalid_request",
                "form|grant_type=refresh_token&client_secret=s3cret&refresh_token=TOKEN|400|invalid_request",
                "form|client_id=id&client_secret=s3cret&refresh_token=TOKEN|400|invalid_request",
                "form|grant_type=refresh_token&client_id=id&client_secret=s3cret&refresh_token=TOKEN&refresh_token=TOKEN|400|invalid_request",
                "form|grant_type=refresh_token&client_id=id&client_secret=s3cret&refresh_token=%f|400|invalid_request",
                "form|grant_type=client_credentials&client_id=id&client_secret=s3cret|400|unsupported_grant_type",
                "form|grant_type=refresh_token&client_id=id&client_secret=wrong&refresh_token=TOKEN|401|invalid_client",
                "form|grant_type=refresh_token&client_id=nobody&client_secret=s3cret&refresh_token=TOKEN|401|invalid_client",
                "form|grant_type=refresh_token&client_id=id&client_secret=s3cret&refresh_token=nonsense|400|invalid_grant",
                "form|grant_type=refresh_token&client_id=id&client_secret=s3cret&refresh_token=TOKENx|400|invalid_grant",
                "json|{}|400|invalid_request",
                "json|[]|400|invalid_request",
                "json|x|400|invalid_request",
                "json|{\"grant_type\":\"refresh_token\",\"client_id\":\"id\",\"client_secret\":\"s3cret\",\"refresh_token\":7}|400|invalid_request",
                "json|{\"grant_type\":\"refresh_token\",\"client_id\":\"id\",\"client_secret\":\"s3cret\",\"refresh_token\":null}|400|invalid_request",
                "json|{\"grant_type\":\"refresh_token\",\"client_id\":\"id\",\"client_secret\":\"s3cret\",\"refresh_token\":\"TOKEN\",\"refresh_token\":\"TOKEN\"}|400|invalid_request",
                "json|{\"grant_type\":\"refresh_token\",\"client_id\":\"id\",\"client_secret\":\"s3cret\",\"refresh_token\":\"TOKEN\"} x|400|invalid_request",
                "text|grant_type=refresh_token&client_id=id&client_secret=s3cret&refresh_token=TOKEN|400|invalid_request"
            })
    void malformedRequestsSpendNothing(String type, String body, int status, String error) throws Exception {
        simulator.qontak().register(new QontakClient("acme", "id", "s3cret"));
        String token = simulator.qontak().connect("acme");
        String contentType = type.equals("form") ? FORM : type.equals("json") ? JSON : "text/plain";

        HttpResponse<String> response = qontak.send(body.replace("TOKEN", token), contentType);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
        assertThat(response.body()).doesNotContain(Simulator.CANARY);
        assertThat(qontak.spend("acme", token).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "GET, /qontak/oauth/token, 405",
        "POST, /qontak/oauth/token?grant_type=refresh_token, 400",
        "POST, /qontak/oauth/token/, 404",
        "POST, /qontak/oauth/authorize, 404",
        "POST, /qontak, 404"
    })
    void thereIsOnePathAndOneMethod(String method, String path, int status) throws Exception {
        HttpResponse<String> response = new Caller().send(method, simulator.url() + path, "", "Content-Type", FORM);

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void anotherClientsTokenIsRefusedAndNotSpent() throws Exception {
        String acmes = simulator.qontak().connect("acme");
        simulator.qontak().connect("globex");

        assertThat(json(qontak.spend("globex", acmes)).path("error").asText()).isEqualTo("invalid_grant");

        assertThat(simulator.qontak().grants().spends("acme"))
                .containsExactly(new Spend("acme", 1, 1, clock.instant(), Outcome.REFUSED));
        assertThat(qontak.spend("acme", acmes).statusCode()).isEqualTo(200);
    }

    @Test
    void tenantsOfOneClientAreToldApartByTheirTokens() throws Exception {
        simulator.qontak().register(new QontakClient("acme", "shared", "s3cret"));
        simulator
                .qontak()
                .register(new QontakClient("globex", "shared", "s3cret")
                        .with(QontakClient.Terms.DEFAULT.with(Duration.ofSeconds(2))));
        simulator.qontak().connect("acme");

        JsonNode answer = json(qontak.spend("acme", simulator.qontak().connect("globex")));
        qontak.spend("acme", "unknown");

        assertThat(answer.path("expires_in").asLong()).isEqualTo(2);
        assertThat(json(qontak.api(answer.path("access_token").asText()))
                        .path("tenant")
                        .asText())
                .isEqualTo("globex");
        assertThat(simulator.ledger().count(Service.QONTAK, "globex")).isEqualTo(1);
        assertThat(simulator.ledger().count(Service.QONTAK, "acme")).isZero();
        assertThat(simulator.qontak().grants().spends(Call.UNKNOWN_TENANT))
                .extracting(Spend::outcome)
                .containsExactly(Outcome.UNKNOWN);
    }

    @Test
    @DisplayName("I4 an access token is its refresh token's tenant's, whoever of the client's tenants asks")
    void theRefreshTokenDecidesTheTenant() throws Exception {
        simulator.qontak().register(new QontakClient("acme", "shared", "old"));
        simulator.qontak().register(new QontakClient("globex", "shared", "new"));

        JsonNode answer = json(qontak.spend("acme", simulator.qontak().connect("globex")));

        assertThat(qontak.api(answer.path("access_token").asText()).body()).contains("globex");
    }

    @Test
    void theTenantServiceHandsOutTheClientAndNoRefreshToken() {
        simulator.qontak().connect("acme");

        assertThat(simulator.tenantService().credentials("acme", "qontak").orElseThrow())
                .containsOnlyKeys("clientId", "clientSecret");
    }

    @Test
    void senselessTermsAreRefusedWhereTheyAreWritten() {
        assertThatThrownBy(() -> Temper.grace(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QontakClient.Terms.DEFAULT.with(Duration.ofMillis(1500)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QontakClient("acme", "id", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> inJson(String refreshToken) throws Exception {
        return qontak.send(Json.write(qontak.parameters("acme", refreshToken)), JSON);
    }
}
