package dev.jeton.providers.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.TimeSource;
import dev.jeton.simulator.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAnswerTableTest {
    private Exchanges exchanges;

    @BeforeAll
    void open() {
        exchanges = new Exchanges();
    }

    @AfterAll
    void close() {
        exchanges.close();
    }

    private String outcome(String body) {
        return exchanges.outcome(Answer.json(200, body));
    }

    @ParameterizedTest(name = "fault 63: expires_in {0} gives {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "3600|token PT1H",
                "\"3600\"|token PT1H",
                "\" 3600 \"|token PT1H",
                "3600.0|token PT1H",
                "3599.9|token PT59M59S",
                "3.6e3|token PT1H",
                "null|token PT1H",
                "1|token PT1S",
                "2678400|token PT744H",
                "2678401|token PT744H",
                "1e300|token PT744H",
                "1e999999999|token PT744H",
                "999999999999999999999999|token PT744H",
                "0|nonsense",
                "0.5|nonsense",
                "1e-999999999|nonsense",
                "-1|nonsense",
                "-3600|nonsense",
                "NaN|nonsense",
                "\"NaN\"|nonsense",
                "\"Infinity\"|nonsense",
                "\"\"|nonsense",
                "\"soon\"|nonsense",
                "\"1h\"|nonsense",
                "true|nonsense",
                "[3600]|nonsense",
                "{}|nonsense",
                "03600|nonsense"
            })
    void expiresIn(String value, String expected) {
        assertThat(outcome("{\"access_token\":\"c4nary-t\",\"token_type\":\"bearer\",\"expires_in\":" + value + "}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "fault 64: token_type {0} gives {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"bearer\"|token PT1H",
                "\"Bearer\"|token PT1H",
                "\"BEARER\"|token PT1H",
                "null|token PT1H",
                "\"DPoP\"|nonsense",
                "\"mac\"|nonsense",
                "\"\"|nonsense",
                "\"bearer \"|nonsense",
                "\"N_A\"|nonsense",
                "1|nonsense",
                "[\"bearer\"]|nonsense"
            })
    void tokenType(String value, String expected) {
        assertThat(outcome("{\"access_token\":\"c4nary-t\",\"token_type\":" + value + "}"))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("fault 64 a missing token_type means bearer, and a missing expires_in the provider's default")
    void leftOut() {
        assertThat(outcome("{\"access_token\":\"c4nary-t\"}")).isEqualTo("token PT1H");
    }

    @ParameterizedTest(name = "fault 65: access_token {0} is nonsense")
    @ValueSource(
            strings = {
                "\"\"",
                "null",
                "[\"c4nary\"]",
                "{\"value\":\"c4nary\"}",
                "12345",
                "true",
                "\"c4nary\\r\\nX-Admin: 1\"",
                "\"c4nary\\u0000\"",
                "\"c4nary token\"",
                "\" c4nary\"",
                "\"c4nary-ü\"",
                "\"c4nary\\ud800\"",
                "\"c4nary-😀\"",
                "\"c4nary\\u007f\""
            })
    void accessToken(String value) {
        assertThat(outcome("{\"token_type\":\"bearer\",\"expires_in\":60,\"access_token\":" + value + "}"))
                .isEqualTo("nonsense");
    }

    @ParameterizedTest(name = "fault 65: an access_token of {0} characters gives {1}")
    @CsvSource({"16384, token PT1H", "16385, nonsense", "1048576, nonsense"})
    void longTokens(int length, String expected) {
        assertThat(outcome("{\"access_token\":\"" + "c".repeat(length) + "\"}")).isEqualTo(expected);
    }

    @Test
    @DisplayName("fault 65 a missing access_token is nonsense")
    void noAccessToken() {
        assertThat(outcome("{\"token_type\":\"bearer\",\"expires_in\":3600}")).isEqualTo("nonsense");
    }

    @Test
    @DisplayName("a byte order mark before good JSON does no harm")
    void byteOrderMark() {
        byte[] body = "\ufeff{\"access_token\":\"c4nary-t\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(exchanges.outcome(Answer.raw(200, "application/json", body))).isEqualTo("token PT1H");
    }

    @Test
    @DisplayName("the time of the exchange is part of the token's life")
    void elapsed() {
        Answer answer = Answer.json(200, "{\"access_token\":\"c4nary-t\",\"expires_in\":10}");
        assertThat(exchanges.outcome(answer, new Ticking(Duration.ofSeconds(3))))
                .isEqualTo("token PT7S");
        assertThat(exchanges.outcome(answer, new Ticking(Duration.ofSeconds(10))))
                .isEqualTo("nonsense");
    }

    /** Time that moves by one step whenever the ticker is read. */
    private static final class Ticking implements TimeSource {
        private final Duration step;
        private long nanos;

        private Ticking(Duration step) {
            this.step = step;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            nanos += step.toNanos();
            return nanos;
        }

        @Override
        public void pause(Duration duration) {
            nanos += duration.toNanos();
        }
    }
}
