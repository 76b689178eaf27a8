package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdminTest {

    private final Caller caller = new Caller();
    private final Simulator simulator = Simulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void theLedgerCanBeRead() throws Exception {
        caller.get(simulator.tenantServiceUrl() + "/tenants/acme/credentials/genesys", "X-Correlation-ID", "c-1");

        JsonNode calls =
                json(caller.get(simulator.url() + "/_simulator/ledger")).path("calls");

        assertThat(calls).hasSize(1);
        assertThat(calls.path(0).path("service").asText()).isEqualTo("tenant-service");
        assertThat(calls.path(0).path("tenant").asText()).isEqualTo("acme");
        assertThat(calls.path(0).path("status").asInt()).isEqualTo(404);
        assertThat(calls.path(0).path("outcome").asText()).isEqualTo("ANSWERED");
        assertThat(calls.path(0).path("correlationId").asText()).isEqualTo("c-1");
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of("{\"fault\":\"latency\",\"millis\":800}", new Fault.Latency(Duration.ofMillis(800))),
                Arguments.of("{\"fault\":\"drip\",\"millis\":50}", new Fault.Drip(Duration.ofMillis(50))),
                Arguments.of("{\"fault\":\"flood\",\"bytes\":9}", new Fault.Flood(9)),
                Arguments.of("{\"fault\":\"hang\"}", new Fault.Hang()),
                Arguments.of("{\"fault\":\"reset\"}", new Fault.Reset()),
                Arguments.of("{\"fault\":\"lost-answer\"}", new Fault.LostAnswer()),
                Arguments.of("{\"fault\":\"lost-answer\",\"how\":\"closed\"}", new Fault.LostAnswer()),
                Arguments.of("{\"fault\":\"lost-answer\",\"how\":\"hung\"}", new Fault.LostAnswer(Fault.Loss.HUNG)),
                Arguments.of("{\"fault\":\"lost-answer\",\"how\":\"cut\"}", new Fault.LostAnswer(Fault.Loss.CUT)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("orders")
    void faultsCanBeOrdered(String order, Fault fault) throws Exception {
        assertThat(put("/genesys-api/acme", order).statusCode()).isEqualTo(204);
        assertThat(simulator.faults().take(Service.GENESYS_API, "acme")).contains(fault);

        assertThat(caller.send("DELETE", faults("/genesys-api/acme"), "").statusCode())
                .isEqualTo(204);
        assertThat(simulator.faults().take(Service.GENESYS_API, "acme")).isEmpty();
    }

    @Test
    void aStatusCanBeOrderedWithItsHeadersForSomeCalls() throws Exception {
        put(
                "/tenant-service/acme",
                "{\"fault\":\"status\",\"status\":429,\"retryAfter\":\"5\",\"body\":\"slow\",\"contentType\":\"text/plain\",\"calls\":1}");
        String url = simulator.tenantServiceUrl() + "/tenants/acme/credentials/genesys";

        HttpResponse<String> response = caller.get(url);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(response.body().getBytes(StandardCharsets.UTF_8)).asString().isEqualTo("slow");
        assertThat(caller.get(url).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest(name = "order {0} is refused, naming {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|fault",
                "x|JSON",
                "[]|JSON",
                "{\"fault\":\"hang\",\"fault\":\"reset\"}|JSON",
                "{\"fault\":\"nap\"}|fault",
                "{\"fault\":7}|fault",
                "{\"fault\":\"latency\"}|millis",
                "{\"fault\":\"latency\",\"millis\":0}|millis",
                "{\"fault\":\"latency\",\"millis\":1.5}|millis",
                "{\"fault\":\"latency\",\"millis\":\"800\"}|millis",
                "{\"fault\":\"latency\",\"millis\":99999999999}|millis",
                "{\"fault\":\"status\"}|status",
                "{\"fault\":\"status\",\"status\":100}|status",
                "{\"fault\":\"status\",\"status\":429,\"retryAfter\":5}|retryAfter",
                "{\"fault\":\"status\",\"status\":429,\"retryAfter\":\"5\\r\\n\"}|retryAfter",
                "{\"fault\":\"hang\",\"calls\":0}|calls",
                "{\"fault\":\"hang\",\"calls\":null}|calls",
                "{\"fault\":\"flood\"}|bytes",
                "{\"fault\":\"lost-answer\",\"how\":\"soon\"}|how"
            })
    void wrongOrders(String order, String named) throws Exception {
        HttpResponse<String> response = put("/genesys/acme", order);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").asText()).contains(named).endsWith(".");
        assertThat(simulator.faults().take(Service.GENESYS, "acme")).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "PUT, /_simulator/faults/mars/acme, 400",
        "PUT, /_simulator/faults/GENESYS/acme, 400",
        "POST, /_simulator/faults/genesys/acme, 405",
        "PUT, /_simulator/faults/genesys, 404",
        "GET, /_simulator/faults/genesys/%ff, 400",
        "PUT, /_simulator/ledger, 405",
        "GET, /_simulator, 404",
        "GET, /nowhere, 404",
        "GET, /, 404"
    })
    void otherRequests(String method, String path, int status) throws Exception {
        HttpResponse<String> response =
                caller.send(method, simulator.url() + path, "{\"fault\":\"hang\"}", "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isNotEmpty();
    }

    @Test
    void anOrderHasToBeJson() throws Exception {
        assertThat(caller.send("PUT", faults("/genesys/acme"), "{\"fault\":\"hang\"}", "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theAdminSurfaceIsNotInTheLedger() throws Exception {
        put("/genesys/acme", "{\"fault\":\"hang\"}");

        assertThat(simulator.ledger().calls()).isEmpty();
    }

    private HttpResponse<String> put(String path, String order) throws Exception {
        return caller.send("PUT", faults(path), order, "Content-Type", "application/json");
    }

    private String faults(String path) {
        return simulator.url() + "/_simulator/faults" + path;
    }
}
