package dev.jeton.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.http.HttpAnswer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestLogTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static final String ID = "X-Correlation-ID";

    @AutoClose
    private final CapturedLog log = new CapturedLog();

    @BeforeEach
    void knowTheTenant() {
        assertThat(BROKER.token(request("acme", "genesys")).status()).isEqualTo(200);
        // A fresh token is believed when it was once read from the shared state.
        assertThat(BROKER.token(request("acme", "genesys")).status()).isEqualTo(200);
    }

    private static String request(String tenant, String type) {
        return "{\"tenantId\":\"" + tenant + "\",\"type\":\"" + type + "\"}";
    }

    private static Arguments row(String name, Function<String, HttpAnswer> request, String... words) {
        return argumentSet(name, request, words);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                row(
                        "cached",
                        id -> BROKER.token(request("acme", "genesys"), ID, id),
                        "POST /api/v1/token",
                        "status=200",
                        "outcome=ok",
                        "caller=service",
                        "tenant=acme",
                        "type=genesys",
                        "source=near"),
                row(
                        "old route",
                        id -> BROKER.get("/auth/token", "X-Tenant-ID", "acme", ID, id),
                        "GET /auth/token",
                        "status=200",
                        "outcome=ok",
                        "tenant=acme",
                        "type=genesys",
                        "source=near"),
                row(
                        "unknown tenant",
                        id -> BROKER.token(request("nobody", "genesys"), ID, id),
                        "status=404",
                        "outcome=tenant_not_found",
                        "tenant=nobody",
                        "type=genesys",
                        "source=-"),
                row(
                        "unknown type",
                        id -> BROKER.token(request("acme", "nope"), ID, id),
                        "status=400",
                        "outcome=invalid_request",
                        "tenant=acme",
                        "type=nope",
                        "source=-"),
                row(
                        "invalid",
                        id -> BROKER.token("[]", ID, id),
                        "status=400",
                        "outcome=invalid_request",
                        "tenant=-",
                        "type=-",
                        "source=-"),
                row(
                        "stranger",
                        id -> BROKER.stranger().post("/api/v1/token", "{}", ID, id),
                        "status=401",
                        "outcome=unauthenticated",
                        "tenant=-",
                        "type=-",
                        "source=-"),
                row(
                        "no route",
                        id -> BROKER.get("/api/nowhere", ID, id),
                        "GET /api/nowhere",
                        "status=404",
                        "outcome=not_found"),
                row("no method", id -> BROKER.get("/api/v1/token", ID, id), "status=405", "outcome=method_not_allowed"),
                row(
                        "invalidated",
                        id -> BROKER.post("/api/v1/token/invalidate", request("acme", "genesys"), ID, id),
                        "POST /api/v1/token/invalidate",
                        "status=200",
                        "outcome=ok",
                        "tenant=acme",
                        "type=genesys"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    @DisplayName("B-12 every request is logged in one line with who, what, how and how long")
    void everyRequestIsOneLine(Function<String, HttpAnswer> request, String[] words) {
        HttpAnswer unused = request.apply("this-request");
        log.await("correlationId=this-request");
        BROKER.get("/api/marker", ID, "the-next");
        log.await("correlationId=the-next");

        assertThat(log.linesWith("this-request")).singleElement().satisfies(line -> {
            assertThat(line).contains(words);
            assertThat(line).containsPattern("durationMs=[0-9.]+ ");
        });
        assertThat(String.join("\n", log.lines())).doesNotContain("c4nary");
        assertThat(unused.header(ID)).hasValue("this-request");
    }

    static Stream<Arguments> injections() {
        return Stream.of(
                row(
                        "a path with an escaped line end",
                        id -> BROKER.get("/api/x%0d%0aINFO%20forged", ID, id),
                        "status=40"),
                row(
                        "a path with spaces",
                        id -> BROKER.get("/api/x%20status=200%20outcome=ok", ID, id),
                        "outcome=not_found"),
                row(
                        "a tenant with a line end",
                        id -> BROKER.token(request("a\\r\\nINFO forged", "genesys"), ID, id),
                        "outcome=invalid_request"),
                row(
                        "a type with a line end",
                        id -> BROKER.token(request("acme", "x\\nINFO forged"), ID, id),
                        "outcome=invalid_request"),
                row(
                        "a correlation id with a line end",
                        id -> BROKER.token("{\"correlationId\":\"x\\nINFO forged\"}", ID, id),
                        "outcome=invalid_request"),
                row(
                        "another line end of Unicode",
                        id -> BROKER.get("/api/%E2%80%A8forged", ID, id),
                        "outcome=not_found"));
    }

    @ParameterizedTest
    @MethodSource("injections")
    @DisplayName("87 nothing that a caller sends makes a second line, or a field of its own")
    void nothingIsForged(Function<String, HttpAnswer> request, String[] words) {
        int before = log.lines().size();
        HttpAnswer answer = request.apply("this-request");
        log.await("correlationId=this-request");

        assertThat(answer.status()).isIn(400, 404);
        assertThat(log.lines().stream().skip(before).filter(line -> !line.contains("INFO jeton.request -")))
                .isEmpty();
        assertThat(log.linesWith("this-request"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .doesNotContain(" outcome=ok", "INFO forged")
                        .contains(words));
    }

    @Test
    @DisplayName("B-12 a request that the HTTP server refuses by itself is logged as well")
    void refusedRequestsAreLogged() {
        int port = BROKER.port();
        HttpAnswer answer = new RawHttp(port).send("GET /auth/token HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        String id = answer.header(ID).orElseThrow();
        log.await(id);

        assertThat(log.linesWith(id))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("GET /auth/token status=400 outcome=invalid_request caller=- tenant=-"));
    }

    @Test
    @DisplayName("probes and scrapes are no news")
    void probesAreNotLogged() {
        BROKER.get("/health", ID, "a-probe");
        BROKER.get("/metrics", ID, "a-probe");
        BROKER.get("/api/marker", ID, "the-next");
        log.await("the-next");

        assertThat(log.linesWith("a-probe")).isEmpty();
    }

    @Test
    @DisplayName("durations are told to a tenth of a millisecond")
    void durationsAreRounded() {
        BROKER.token(request("acme", "genesys"), ID, "a-duration");
        log.await("a-duration");

        assertThat(log.linesWith("a-duration"))
                .singleElement()
                .asString()
                .containsPattern(" durationMs=[0-9]+\\.[0-9] ");
    }

    @Test
    @DisplayName("a provider that refuses has not failed")
    void refusalsAreNoFailures() {
        BROKER.simulator().genesys().register(GenesysClient.invented("turned-away", "us-east-1"));
        BROKER.simulator().faults().set(Service.GENESYS, "turned-away", Fault.unauthorized());

        BROKER.token(request("turned-away", "genesys"), ID, "a-refusal");
        log.await("a-refusal");

        assertThat(log.linesWith("turned-away"))
                .anyMatch(line -> line.contains("provider refused key="))
                .noneMatch(line -> line.contains("provider failed"));
    }
}
