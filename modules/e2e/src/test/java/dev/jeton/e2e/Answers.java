package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jeton.testkit.http.HttpAnswer;

/** Reads answers. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static JsonNode json(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON in the answer with status " + answer.status(), e);
        }
    }

    /** The answer's body, which must be that of a token. */
    static JsonNode token(HttpAnswer answer) {
        assertThat(answer.status())
                .as(answer.status() == 200 ? "" : answer.text())
                .isEqualTo(200);
        return json(answer);
    }

    static String fingerprint(HttpAnswer answer) {
        return token(answer).get("fingerprint").textValue();
    }

    /** Fails unless the answer is a whole problem document with this status and code. */
    static JsonNode problem(HttpAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        JsonNode body = json(answer);
        assertThat(body.path("code").textValue()).isEqualTo(code);
        assertThat(body.path("status").intValue()).isEqualTo(status);
        assertThat(answer.header("X-Correlation-ID"))
                .hasValue(body.path("correlationId").textValue());
        return body;
    }
}
