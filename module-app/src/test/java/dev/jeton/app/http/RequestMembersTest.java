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

final class RequestMembersTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static HttpAnswer ask(String member, String json, String... headers) {
        return BROKER.token("{\"tenantId\":\"acme\",\"type\":\"genesys\",\"" + member + "\":" + json + "}", headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"abc\"",
                "\"0123456789ABCDEF\"",
                "\"0123456789abcdef0\"",
                "\"0123456789abcdeg\"",
                "1",
                "{}"
            })
    @DisplayName("B-08 a rejectedFingerprint is 16 lower-case hex digits")
    void strangeFingerprintsAreRefused(String json) {
        assertProblem(ask("rejectedFingerprint", json), 400, "INVALID_REQUEST").naming("rejectedFingerprint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2678401", "1e3", "1.5", "\"60\"", "true", "99999999999999999999999999", "[]"})
    @DisplayName("minTtlSeconds is a whole number up to 31 days")
    void strangeLifetimesAreRefused(String json) {
        assertProblem(ask("minTtlSeconds", json), 400, "INVALID_REQUEST").naming("minTtlSeconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "60", "2678400"})
    @DisplayName("minTtlSeconds from 0 to 31 days is accepted")
    void sensibleLifetimesAreAccepted(String json) {
        assertThat(ask("minTtlSeconds", json).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a b\"", "\"a\\nb\"", "\"é\"", "\"{}\"", "1", "[]"})
    @DisplayName("B-12 a correlationId in the body of another shape is refused")
    void strangeCorrelationIdsAreRefused(String json) {
        assertProblem(ask("correlationId", json), 400, "INVALID_REQUEST").naming("correlationId");
    }

    @Test
    @DisplayName("B-12 the body's correlation id is echoed where the header has none")
    void bodyCorrelates() {
        assertThat(ask("correlationId", "\"from-body\"").header("X-Correlation-ID"))
                .hasValue("from-body");
    }

    @Test
    @DisplayName("B-12 the header's correlation id wins over the body's")
    void headerWins() {
        assertThat(ask("correlationId", "\"from-body\"", "X-Correlation-ID", "from-header")
                        .header("X-Correlation-ID"))
                .hasValue("from-header");
    }

    @Test
    @DisplayName("B-12 a header that is no correlation id leaves the body's in force")
    void invalidHeaderCountsAsNone() {
        assertThat(ask("correlationId", "\"from-body\"", "X-Correlation-ID", "not valid!")
                        .header("X-Correlation-ID"))
                .hasValue("from-body");
    }

    @ParameterizedTest
    @CsvSource({"a, true", "A.b_c:d-9, true", "' ', false", "a b, false", "'<script>', false", "'a,b', false"})
    @DisplayName("every answer carries the caller's correlation id if it is valid, else a new one")
    void validIdsAreEchoed(String id, boolean valid) {
        for (String path : new String[] {"/health", "/metrics", "/nowhere", "/auth/token"}) {
            String echoed = BROKER.stranger()
                    .get(path, "X-Correlation-ID", id)
                    .header("X-Correlation-ID")
                    .orElseThrow();
            assertThat(echoed.equals(id)).as(path).isEqualTo(valid);
            assertThat(echoed).matches("[A-Za-z0-9._:-]{1,100}");
        }
    }

    @ParameterizedTest
    @CsvSource({"100, true", "101, false"})
    @DisplayName("a correlation id has at most 100 characters")
    void longIdsAreReplaced(int length, boolean echoed) {
        String id = "c".repeat(length);

        assertThat(BROKER.get("/health", "X-Correlation-ID", id)
                        .header("X-Correlation-ID")
                        .orElseThrow()
                        .equals(id))
                .isEqualTo(echoed);
    }
}
