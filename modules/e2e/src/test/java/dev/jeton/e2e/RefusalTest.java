package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Call;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RefusalTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Broker BROKER = SCENE.broker();

    @Test
    @DisplayName("B-18 wrong credentials cost one call however many ask, and are told as 424")
    void wrongCredentialsCostOneCall() {
        SCENE.genesys("refused");
        SCENE.simulator().faults().set(Service.GENESYS, "refused", Fault.unauthorized());

        for (int i = 0; i < 3; i++) {
            List<HttpAnswer> answers =
                    Burst.of(100, caller -> BROKER.token("refused")).orFail();
            assertThat(answers).allSatisfy(answer -> Answers.problem(answer, 424, "CREDENTIALS_REJECTED"));
        }

        assertThat(SCENE.simulator().ledger().count(Service.GENESYS, "refused")).isEqualTo(1);
    }

    @Test
    @DisplayName("B-18 whoever mends the credentials and says so need not wait")
    void mendedCredentialsWorkAtOnce() {
        SCENE.genesys("mended");
        SCENE.simulator().faults().setForNext(1, Service.GENESYS, "mended", Fault.unauthorized());
        Answers.problem(BROKER.token("mended"), 424, "CREDENTIALS_REJECTED");
        Answers.problem(BROKER.token("mended"), 424, "CREDENTIALS_REJECTED");

        assertThat(BROKER.invalidate("mended", "genesys", "").status()).isEqualTo(200);

        assertThat(BROKER.token("mended").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("B-18 57 a provider that asks for a pause is left alone until it is over")
    void pauseIsKept() {
        SCENE.genesys("paused");
        SCENE.simulator().faults().setForNext(1, Service.GENESYS, "paused", Fault.rateLimited("2"));
        AtomicInteger refused = new AtomicInteger();

        HttpAnswer first = Eventually.present("a token after the pause", Duration.ofSeconds(20), () -> {
            HttpAnswer answer = BROKER.token("paused");
            if (answer.status() != 200) {
                JsonNode problem = Answers.problem(answer, 429, "RATE_LIMITED");
                assertThat(problem.get("retryAfterSeconds").longValue()).isBetween(1L, 2L);
                assertThat(answer.header("Retry-After"))
                        .hasValue(problem.get("retryAfterSeconds").asText());
                refused.incrementAndGet();
            }
            return Optional.of(answer).filter(any -> any.status() == 200);
        });

        List<Call> calls = SCENE.simulator().ledger().calls(Service.GENESYS, "paused");
        assertThat(first.status()).isEqualTo(200);
        assertThat(calls).hasSize(2);
        assertThat(refused).hasPositiveValue();
        assertThat(Duration.between(calls.getFirst().start(), calls.getLast().start()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("B-18 58 a provider that fails is tried twice more, then the failure is told as 502")
    void failuresAreRetried() {
        SCENE.genesys("failing");
        SCENE.simulator().faults().setForNext(2, Service.GENESYS, "failing", Fault.serverError(503));
        assertThat(BROKER.token("failing").status()).isEqualTo(200);

        SCENE.genesys("broken");
        SCENE.simulator().faults().set(Service.GENESYS, "broken", Fault.serverError(502));
        Answers.problem(BROKER.token("broken"), 502, "OAUTH_EXCHANGE_FAILED");

        assertThat(SCENE.simulator().ledger().count(Service.GENESYS, "failing")).isEqualTo(3);
        assertThat(SCENE.simulator().ledger().count(Service.GENESYS, "broken")).isEqualTo(3);
    }
}
