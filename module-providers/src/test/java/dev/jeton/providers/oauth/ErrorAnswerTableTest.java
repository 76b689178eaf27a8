package dev.jeton.providers.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorAnswerTableTest {
    private static final String GOOD = "{\"access_token\":\"c4nary-t\",\"token_type\":\"bearer\",\"expires_in\":3600}";

    private Exchanges exchanges;

    @BeforeAll
    void open() {
        exchanges = new Exchanges();
    }

    @AfterAll
    void close() {
        exchanges.close();
    }

    @ParameterizedTest(name = "B-18 status {0} with error {1} is {2}")
    @CsvSource({
        "401, invalid_client, CredentialsRejected",
        "401, anything, CredentialsRejected",
        "403, anything, CredentialsRejected",
        "400, invalid_client, CredentialsRejected",
        "400, unauthorized_client, CredentialsRejected",
        "400, invalid_grant, CredentialsRejected",
        "400, access_denied, CredentialsRejected",
        "400, invalid_scope, CredentialsRejected",
        "200, invalid_client, CredentialsRejected",
        "400, invalid_request, nonsense",
        "400, unsupported_grant_type, nonsense",
        "400, INVALID_CLIENT, nonsense",
        "404, not_found, nonsense",
        "405, anything, nonsense",
        "418, anything, nonsense",
        "200, anything, nonsense",
        "201, anything, nonsense",
        "408, anything, passing",
        "500, invalid_client, passing",
        "502, anything, passing",
        "503, anything, passing",
        "504, anything, passing"
    })
    void errors(int status, String error, String expected) {
        String body = "{\"error\":\"" + error + "\",\"error_description\":\"c4nary-secret was wrong\"}";
        assertThat(exchanges.outcome(Answer.json(status, body))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "fault 66: a token with status {0} is {1}")
    @CsvSource({
        "201, nonsense",
        "202, nonsense",
        "206, nonsense",
        "400, nonsense",
        "404, nonsense",
        "401, CredentialsRejected",
        "500, passing"
    })
    void successWithAnotherStatus(int status, String expected) {
        assertThat(exchanges.outcome(Answer.json(status, GOOD))).isEqualTo(expected);
    }

    @Test
    @DisplayName("fault 66 a token beside an error is none")
    void tokenAndError() {
        assertThat(exchanges.outcome(Answer.json(200, "{\"access_token\":\"c4nary-t\",\"error\":\"server_error\"}")))
                .isEqualTo("nonsense");
    }

    @ParameterizedTest(name = "fault 57: 429 with Retry-After {0} is {1}")
    @CsvSource({"5, RateLimited PT5S", "86400, RateLimited PT10M", "soon, RateLimited PT5S", "0, RateLimited PT1S"})
    void rateLimited(String retryAfter, String expected) {
        Answer answer = Answer.json(429, "{}").withHeader("Retry-After", retryAfter);
        assertThat(exchanges.outcome(answer)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "fault 62: {0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"c4nary\"",
                "42",
                "{",
                "{\"access_token\":\"c4nary-t\"",
                "{'access_token':'c4nary-t'}",
                "{access_token:\"c4nary-t\"}",
                "{\"access_token\":\"c4nary-t\",}",
                "{\"access_token\":\"c4nary-t\"} trailing",
                "{\"access_token\":\"c4nary-t\"}{\"access_token\":\"c4nary-u\"}",
                "{\"access_token\":\"c4nary-t\",\"access_token\":\"c4nary-u\"}",
                "{\"a\":{\"b\":1,\"b\":2},\"access_token\":\"c4nary-t\"}",
                "/* c4nary */ {\"access_token\":\"c4nary-t\"}",
                "access_token=c4nary-t&token_type=bearer",
                "<html><body>c4nary</body></html>"
            })
    void malformed(String body) {
        assertThat(exchanges.outcome(Answer.json(200, body))).isEqualTo("nonsense");
    }

    @Test
    @DisplayName("fault 67 a depth of 100 000 is nonsense and no overflow of the stack")
    void depth() {
        String deep = "[".repeat(50_000) + "]".repeat(50_000);
        assertThat(exchanges.outcome(Answer.json(200, "{\"a\":" + deep + ",\"access_token\":\"c4nary-t\"}")))
                .isEqualTo("nonsense");
        assertThat(exchanges.outcome(Answer.json(200, "[".repeat(100_000)))).isEqualTo("nonsense");
    }

    @Test
    @DisplayName("fault 62 an empty 200, a 204 and bytes that are no text are nonsense")
    void notEvenText() {
        assertThat(exchanges.outcome(Answer.of(200))).isEqualTo("nonsense");
        assertThat(exchanges.outcome(Answer.of(204))).isEqualTo("nonsense");
        byte[] invalid = {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'};
        assertThat(exchanges.outcome(Answer.raw(200, "application/json", invalid)))
                .isEqualTo("nonsense");
    }

    @Test
    @DisplayName("fault 62 a wrong content type hides no good answer")
    void contentType() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        assertThat(exchanges.outcome(Answer.raw(200, "text/html", good))).isEqualTo("token PT1H");
    }

    @Test
    @DisplayName("fault 58 the HTML of a gateway with 502 may pass")
    void gateway() {
        byte[] page = "<html>c4nary</html>".getBytes(StandardCharsets.UTF_8);
        assertThat(exchanges.outcome(Answer.raw(502, "text/html", page))).isEqualTo("passing");
    }

    @Test
    @DisplayName("fault 68 a redirect from a token endpoint is nonsense")
    void redirect() {
        assertThat(exchanges.outcome(Answer.of(302).withHeader("Location", "http://127.0.0.1:1/")))
                .isEqualTo("nonsense");
    }
}
