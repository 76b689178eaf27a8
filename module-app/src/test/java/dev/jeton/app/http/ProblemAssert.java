package dev.jeton.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.testkit.http.HttpAnswer;
import java.util.Optional;

/** Says what every error has in common: a whole problem document that agrees with its headers. */
final class ProblemAssert {

    private final HttpAnswer answer;
    private final JsonNode body;

    private ProblemAssert(HttpAnswer answer) {
        this.answer = answer;
        this.body = LocalBroker.json(answer);
    }

    static ProblemAssert assertProblem(HttpAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        ProblemAssert problem = new ProblemAssert(answer);
        problem.isWhole(code);
        return problem;
    }

    private void isWhole(String code) {
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(body.path("status").intValue()).isEqualTo(answer.status());
        assertThat(body.path("code").textValue()).isEqualTo(code);
        assertThat(body.path("type").textValue()).startsWith("urn:jeton:problem:");
        assertThat(body.path("title").textValue()).isNotBlank();
        assertThat(body.path("detail").textValue()).isNotBlank();
        assertThat(Optional.of(body.path("correlationId").textValue())).isEqualTo(answer.header("X-Correlation-ID"));
        JsonNode wait = body.path("retryAfterSeconds");
        assertThat(answer.header("Retry-After"))
                .isEqualTo(wait.isMissingNode() ? Optional.empty() : Optional.of(wait.asText()));
    }

    /** The detail names the member that is wrong, in front. */
    ProblemAssert naming(String member) {
        assertThat(body.path("detail").textValue()).startsWith(member + ":");
        return this;
    }

    ProblemAssert notStored() {
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        return this;
    }

    ProblemAssert repeating(String detail) {
        assertThat(body.path("detail").textValue()).isEqualTo(detail);
        return this;
    }

    ProblemAssert retryingAfter(long seconds) {
        assertThat(body.path("retryAfterSeconds").longValue()).isEqualTo(seconds);
        return this;
    }
}
