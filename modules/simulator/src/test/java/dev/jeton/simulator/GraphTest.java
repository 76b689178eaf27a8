package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {

    private static final String MESSAGE = "{\"messaging_product\":\"whatsapp\",\"to\":\"1555\",\"type\":\"text\"}";
    private static final WhatsAppUser ACME = WhatsAppUser.permanent("acme", "111", "acme-token");

    private final MovableClock clock = new MovableClock();
    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start(0, clock);
    private final String graph = simulator.graphUrl() + "/v23.0";

    @BeforeEach
    void register() {
        simulator.whatsApp().register(ACME);
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void theTokenOpensItsPhoneNumber() throws Exception {
        assertThat(json(caller.get(graph + "/111", "Authorization", "Bearer acme-token"))
                        .path("id")
                        .asText())
                .isEqualTo("111");
        assertThat(caller.get(graph + "/111?access_token=acme-token").statusCode())
                .isEqualTo(200);
        assertThat(simulator.ledger().calls(Service.GRAPH, "acme"))
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.path()).isEqualTo("/graph/v23.0/111"));
    }

    @Test
    void aMessageIsSent() throws Exception {
        HttpResponse<String> response = message(MESSAGE, "application/json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("messages").path(0).path("id").asText()).startsWith("wamid.");
    }

    @ParameterizedTest(name = "message {0} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "[]",
                "{}",
                "{\"to\":\"1\",\"type\":\"text\"}",
                "{\"messaging_product\":\"sms\",\"to\":\"1\",\"type\":\"text\"}",
                "{\"messaging_product\":\"whatsapp\",\"type\":\"text\"}",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"1\"}",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"1\",\"to\":\"2\",\"type\":\"text\"}",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"1\",\"type\":\"text\"} x"
            })
    void badMessages(String body) throws Exception {
        expectError(message(body, "application/json"), 400, 100, 0);
    }

    @Test
    void aMessageHasToBeJson() throws Exception {
        expectError(message(MESSAGE, "text/plain"), 400, 100, 0);
    }

    @ParameterizedTest(name = "{0} {1} is {2} with code {3}")
    @CsvSource({
        "GET, /v23.0/222, 400, 100",
        "GET, /v23.0/111/messages, 405, 100",
        "POST, /v23.0/111, 405, 100",
        "GET, /23.0/111, 400, 2500",
        "GET, /v23.1/111, 400, 2500",
        "GET, /v23.0, 400, 2500",
        "GET, /v23.0/111/media, 400, 2500",
        "GET, /v23.0/debug_token, 400, 100",
        "GET, /v23.0/111?a=1&a=2, 400, 100"
    })
    void otherPaths(String method, String path, int status, int code) throws Exception {
        HttpResponse<String> response =
                caller.send(method, simulator.graphUrl() + path, "", "Authorization", "Bearer acme-token");

        expectError(response, status, code, 0);
    }

    @Test
    void deadTokensAre190() throws Exception {
        simulator.whatsApp().register(ACME.expiringAt(clock.instant().plusSeconds(60)));
        clock.advance(Duration.ofSeconds(60));
        expectError(caller.get(graph + "/111", "Authorization", "Bearer acme-token"), 401, 190, 463);

        expectError(caller.get(graph + "/111", "Authorization", "Bearer made-up"), 401, 190, 460);
        expectError(caller.get(graph + "/111"), 401, 104, 0);
    }

    @Test
    void aRevokedTokenIsDead() throws Exception {
        simulator.revoke("acme-token");

        expectError(caller.get(graph + "/111", "Authorization", "Bearer acme-token"), 401, 190, 460);
    }

    @Test
    void missingPermissionsAre10And200() throws Exception {
        simulator.whatsApp().register(ACME.withPermissions());

        expectError(message(MESSAGE, "application/json"), 403, 10, 0);
        expectError(caller.get(graph + "/111", "Authorization", "Bearer acme-token"), 403, 200, 0);
    }

    @Test
    void debugTokenTellsTheLivingFromTheDead() throws Exception {
        JsonNode living = debug("acme-token");
        assertThat(living.path("is_valid").asBoolean()).isTrue();
        assertThat(living.path("expires_at").asLong(-1)).isZero();
        assertThat(living.path("scopes")).hasSize(2);

        simulator
                .whatsApp()
                .register(WhatsAppUser.permanent("globex", "222", "globex-token")
                        .expiringAt(clock.instant().plusSeconds(60)));
        assertThat(debug("globex-token").path("expires_at").asLong())
                .isEqualTo(clock.instant().getEpochSecond() + 60);

        clock.advance(Duration.ofSeconds(60));
        JsonNode dead = debug("globex-token");
        assertThat(dead.path("is_valid").asBoolean(true)).isFalse();
        assertThat(dead.path("error").path("subcode").asInt()).isEqualTo(463);
        assertThat(simulator.ledger().count(Service.GRAPH, "globex")).isEqualTo(2);
    }

    @ParameterizedTest(name = "code {0} comes with status {1}")
    @CsvSource({
        "0, 401",
        "190, 401",
        "10, 403",
        "200, 403",
        "299, 403",
        "4, 400",
        "80007, 400",
        "130429, 429",
        "2, 500",
        "100, 400"
    })
    void errorsOnDemand(int code, int status) throws Exception {
        simulator.faults().set(Service.GRAPH, "acme", Fault.graphError(code));

        HttpResponse<String> response = caller.get(graph + "/111", "Authorization", "Bearer acme-token");

        expectError(response, status, code, code == 190 ? 463 : 0);
    }

    private HttpResponse<String> message(String body, String contentType) throws Exception {
        return caller.send(
                "POST",
                graph + "/111/messages",
                body,
                "Authorization",
                "Bearer acme-token",
                "Content-Type",
                contentType);
    }

    private JsonNode debug(String inspected) throws Exception {
        HttpResponse<String> response =
                caller.get(graph + "/debug_token?input_token=" + inspected + "&access_token=acme-token");
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response).path("data");
    }

    private static void expectError(HttpResponse<String> response, int status, int code, int subcode) {
        JsonNode error = json(response).path("error");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error.path("code").asInt(-1)).isEqualTo(code);
        assertThat(error.path("error_subcode").asInt(0)).isEqualTo(subcode);
        assertThat(error.path("type").asText()).isEqualTo("OAuthException");
        assertThat(error.path("fbtrace_id").asText()).isNotEmpty();
        assertThat(error.path("message").asText()).isNotEmpty();
    }
}
