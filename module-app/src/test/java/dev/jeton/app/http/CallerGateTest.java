package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.jeton.simulator.Service;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.http.HttpProbe;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallerGateTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    @AutoClose
    private static final LocalBroker OPEN = LocalBroker.start(Map.of("INTERNAL_SERVICE_SECRET", ""));

    private static final String REQUEST = "{\"tenantId\":\"acme\",\"type\":\"whatsapp\"}";

    static Stream<Arguments> wrongCredentials() {
        String secret = LocalBroker.SECRET;
        return Stream.of(
                argumentSet("none", (Object) new String[0]),
                argumentSet("an empty header", (Object) new String[] {"Authorization", ""}),
                argumentSet("no secret", (Object) new String[] {"Authorization", "Bearer"}),
                argumentSet("an empty secret", (Object) new String[] {"Authorization", "Bearer "}),
                argumentSet("a wrong secret", (Object) new String[] {"Authorization", "Bearer " + "x".repeat(32)}),
                argumentSet("one letter less", (Object) new String[] {
                    "Authorization", "Bearer " + secret.substring(0, secret.length() - 1)
                }),
                argumentSet("one letter more", (Object) new String[] {"Authorization", "Bearer " + secret + "0"}),
                argumentSet("another case", (Object)
                        new String[] {"Authorization", "Bearer " + secret.toUpperCase(Locale.ROOT)}),
                argumentSet("no scheme", (Object) new String[] {"Authorization", secret}),
                argumentSet("another scheme", (Object) new String[] {"Authorization", "Basic " + secret}),
                argumentSet("another header", (Object) new String[] {"X-Api-Key", secret}),
                argumentSet("two words", (Object) new String[] {"Authorization", "Bearer " + secret + " " + secret}));
    }

    @ParameterizedTest
    @MethodSource("wrongCredentials")
    @DisplayName("105 callers without the right credential look alike")
    void wrongCredentialsAreRefusedAlike(String[] headers) {
        HttpAnswer answer = BROKER.stranger().post("/api/v1/token", REQUEST, headers);

        assertProblem(answer, 401, "UNAUTHENTICATED")
                .notStored()
                .repeating("a valid caller credential is needed: Authorization: Bearer …");
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(BROKER.simulator().ledger().count(Service.TENANT_SERVICE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v1/token",
                "/api/v1/nowhere",
                "/auth",
                "/auth/token",
                "/auth/x",
                "/auth/token/"
            })
    @DisplayName("105 all of /api and /auth is behind the gate, routes that do not exist as well")
    void everythingIsBehindTheGate(String path) {
        assertProblem(BROKER.stranger().get(path), 401, "UNAUTHENTICATED").notStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics"})
    @DisplayName("probes need no credential")
    void probesAreOpen(String path) {
        assertThat(BROKER.stranger().get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   "})
    @DisplayName("the scheme is recognised in any case (RFC 9110 section 11.1)")
    void schemeHasNoCase(String scheme) {
        assertThat(BROKER.stranger()
                        .post("/api/v1/token", REQUEST, "Authorization", scheme + LocalBroker.SECRET)
                        .status())
                .isEqualTo(200);
        BROKER.simulator().ledger().clear();
    }

    @Test
    @DisplayName("105 a secret in another case is refused, also where the connection has shown the right one")
    void caseMattersOnEveryConnection() {
        String wrong = LocalBroker.SECRET.toUpperCase(Locale.ROOT);

        assertThat(BROKER.get("/auth/token", "X-Tenant-ID", "acme").status()).isEqualTo(200);
        assertProblem(BROKER.stranger().get("/auth/token", "Authorization", "Bearer " + wrong), 401, "UNAUTHENTICATED");
        assertThat(BROKER.get("/auth/token", "X-Tenant-ID", "acme").status()).isEqualTo(200);
        assertProblem(BROKER.get("/auth/token", "X-Tenant-ID", "ACME"), 404, "TENANT_NOT_FOUND");
        BROKER.simulator().ledger().clear();
    }

    @Test
    @DisplayName("on loopback without a secret everybody may call")
    void loopbackNeedsNoSecret() {
        try (LocalBroker open = LocalBroker.start(Map.of("INTERNAL_SERVICE_SECRET", ""))) {
            assertThat(open.stranger().post("/api/v1/token", REQUEST).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:3004, 200",
        "127.0.0.1, 200",
        "127.0.0.1:1, 200",
        "127.1.2.3, 200",
        "[::1]:3004, 200",
        "[0:0:0:0:0:0:0:1], 200",
        "evil.example, 403",
        "evil.example:3004, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "127.0.0.256, 403",
        "128.0.0.1, 403",
        "192.168.0.1, 403",
        "0.0.0.0, 403",
        "[::2], 403",
    })
    @DisplayName("without a secret only callers who mean this machine are let in, no page with a name that leads to it")
    void rebindingIsRefused(String host, int status) {
        try (LocalBroker open = LocalBroker.start(Map.of("INTERNAL_SERVICE_SECRET", ""))) {
            HttpAnswer answer = new RawHttp(open.port())
                    .send("GET /auth/token HTTP/1.1\r\nHost: " + host
                            + "\r\nX-Tenant-ID: acme\r\nConnection: close\r\n\r\n");

            assertThat(answer.status()).isEqualTo(status);
            if (status == 403) {
                assertProblem(answer, 403, "FORBIDDEN").notStored();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example, 403",
        "Origin, http://localhost.evil.example, 403",
        "Origin, http://192.168.0.1:3004, 403",
        "Origin, null, 403",
        "Origin, localhost, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, none, 200",
        "Origin, http://localhost:3004, 200",
        "Origin, https://127.0.0.1, 200",
        "Origin, http://[::1]:8080, 200",
    })
    @DisplayName(
            "without a secret no page of another site can send requests, by neither way in; with one it may say what it likes")
    void pagesOfOtherSitesAreRefused(String header, String value, int status) {
        HttpProbe open = OPEN.stranger();
        List<HttpAnswer> answers = List.of(
                open.post("/api/v1/token", REQUEST, header, value),
                open.get("/auth/token", "X-Tenant-ID", "acme", header, value),
                open.post("/api/v1/token/invalidate", REQUEST, header, value));

        assertThat(answers).extracting(HttpAnswer::status).containsOnly(status);
        if (status == 403) {
            assertThat(answers)
                    .allSatisfy(
                            answer -> assertProblem(answer, 403, "FORBIDDEN").notStored());
        }
        assertThat(BROKER.token(REQUEST, header, value).status()).isEqualTo(200);
        BROKER.simulator().ledger().clear();
    }

    @Test
    @DisplayName("without a secret a caller who names no host is refused; with one any host will do")
    void hostOnlyMattersWithoutASecret() {
        try (LocalBroker open = LocalBroker.start(Map.of("INTERNAL_SERVICE_SECRET", ""))) {
            assertProblem(
                    new RawHttp(open.port()).send("GET /auth/token HTTP/1.0\r\nX-Tenant-ID: acme\r\n\r\n"),
                    403,
                    "FORBIDDEN");
        }
        assertThat(new RawHttp(BROKER.port())
                        .send("GET /auth/token HTTP/1.1\r\nHost: jeton.example\r\nX-Tenant-ID: acme\r\n"
                                + "Authorization: Bearer " + LocalBroker.SECRET + "\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(200);
        BROKER.simulator().ledger().clear();
    }
}
