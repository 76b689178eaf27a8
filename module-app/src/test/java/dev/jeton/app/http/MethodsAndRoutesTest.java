package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.http.HttpAnswer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MethodsAndRoutesTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static final RawHttp RAW = new RawHttp(BROKER.port());

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/", "/healthy", "/HEALTH", "/health/dead", "/metrics/x", "/api/v2/token"})
    @DisplayName("91 a route that does not exist is a problem document")
    void unknownRoutes(String path) {
        assertProblem(BROKER.get(path), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//api/v1/token", "/auth%2ftoken", "/%61uth/token", "/health/../auth/token", "/./auth/token"})
    @DisplayName("105 no spelling of a path leads around the gate")
    void noWayAroundTheGate(String path) {
        HttpAnswer answer =
                RAW.send("GET " + path + " HTTP/1.1\r\nHost: jeton\r\nX-Tenant-ID: acme\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isIn(400, 401, 404);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("c4nary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET     | /api/v1/token            | POST",
                "PUT     | /api/v1/token            | POST",
                "OPTIONS | /api/v1/token            | POST",
                "TRACE   | /api/v1/token            | POST",
                "DELETE  | /api/v1/token/invalidate | POST",
                "POST    | /auth/token              | GET, HEAD",
                "OPTIONS | /auth/token              | GET, HEAD",
                "POST    | /health                  | GET, HEAD",
                "TRACE   | /health/live             | GET, HEAD",
                "PATCH   | /metrics                 | GET, HEAD",
            })
    @DisplayName("91 a method that a route does not know is told which ones it does")
    void wrongMethods(String method, String path, String allowed) {
        HttpAnswer answer = BROKER.send(method, path);

        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).hasValue(allowed);
        assertThat(answer.text()).doesNotContain(LocalBroker.SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics", "/auth/token", "/nowhere"})
    @DisplayName("HEAD has the status and headers of GET, and no body")
    void headIsGetWithoutBody(String path) {
        HttpAnswer head = BROKER.send("HEAD", path);
        HttpAnswer get = BROKER.send("GET", path);

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("Cache-Control")).isEqualTo(get.header("Cache-Control"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    @DisplayName("HEAD says that a process which stops is not ready, as GET does")
    void headSeesThatItStops() {
        try (StubbedApi api = StubbedApi.answering(request -> {
            throw new IllegalStateException("not asked");
        })) {
            api.stopping();

            assertThat(api.probe().send("HEAD", "/health/ready").status()).isEqualTo(503);
            assertThat(api.probe().send("GET", "/health/ready").status()).isEqualTo(503);
            assertThat(api.probe().send("GET", "/health/live").status()).isEqualTo(200);
        }
    }
}
