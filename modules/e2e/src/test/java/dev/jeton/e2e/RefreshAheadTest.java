package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.GenesysClient;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same as {@code modules/bench/run ahead}, shorter, and without a bound that a busy machine breaks. */
final class RefreshAheadTest {

    private static final String TENANT = "short-lived";
    private static final Duration LIFETIME = Duration.ofSeconds(6);
    private static final Duration LATENCY = Duration.ofMillis(400);
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(12);
    private static final int PROCESSES = 2;

    /**
     * The least time between two exchanges: the life counts from the request, half of it is the margin of such a short one,
     * and a tenth of the margin is jitter ({@code TtlPolicy}).
     */
    private static final Duration SHORTEST_BETWEEN = Duration.ofMillis(2_920);

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final List<Broker> BROKERS = SCENE.brokers(PROCESSES, Scene.sharing(REDIS.uri()));

    @Test
    @DisplayName("a token of six seconds is renewed once a lifetime, and nobody waits for it after the first call")
    void nobodyWaits() {
        String secret = SCENE.canaries().secret("genesys-secret");
        SCENE.simulator()
                .genesys()
                .register(new GenesysClient(TENANT, "client", secret, "us-east-1").withLifetime(LIFETIME));
        SCENE.simulator().faults().set(Service.GENESYS, TENANT, new Fault.Latency(LATENCY));

        List<JsonNode> answers = Burst.of(PROCESSES, broker -> call(BROKERS.get(broker))).orFail().stream()
                .flatMap(List::stream)
                .toList();

        long waited = answers.stream()
                .filter(answer -> answer.get("source").textValue().equals("fresh"))
                .count();
        long tokens = answers.stream()
                .map(answer -> answer.get("fingerprint").textValue())
                .distinct()
                .count();
        int exchanges = SCENE.simulator().ledger().count(Service.GENESYS, TENANT);
        System.out.printf("%d calls checked, %d violated; %d exchanges%n", answers.size(), waited, exchanges);
        assertThat(waited).isZero();
        assertThat(tokens).isGreaterThanOrEqualTo(LONG.dividedBy(LIFETIME));
        assertThat((long) exchanges).isBetween(tokens, LONG.dividedBy(SHORTEST_BETWEEN) + 2);
    }

    /** All answers but the first. */
    private static List<JsonNode> call(Broker broker) {
        List<JsonNode> answers = new ArrayList<>();
        JsonNode unused = Answers.token(broker.token(TENANT));
        long started = System.nanoTime();
        for (long due = started; due - started < LONG.toNanos(); due += EVERY.toNanos()) {
            LockSupport.parkNanos(due - System.nanoTime());
            answers.add(Answers.token(broker.token(TENANT)));
        }
        return answers;
    }
}
