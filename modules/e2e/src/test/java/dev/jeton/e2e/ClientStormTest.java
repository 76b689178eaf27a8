package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Call;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two services whose threads all hold one token at the moment when the API begins to refuse it. */
final class ClientStormTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String TENANT = "storm";
    private static final int THREADS = 100;

    @Test
    @DisplayName(
            "A-06 A-07 A-08 34 two hundred threads in two processes with one dead token cost one exchange, and all succeed")
    void storm() throws IOException {
        SCENE.genesys(TENANT);
        Path go = Scratch.directory("storm").resolve("go");
        try (RedisProcess redis = Scene.redis();
                Broker broker = SCENE.broker(Scene.sharing(redis.uri()))) {
            List<ChildProcess> services =
                    Stream.generate(() -> service(broker, redis, go)).limit(2).toList();
            List<String> held = services.stream()
                    .map(service -> service.awaitLine(THREADS + " hold (\\S+)", Broker.PATIENCE)
                            .group(1))
                    .toList();
            assertThat(held).containsOnly(held.getFirst());
            assertThat(exchanges()).isEqualTo(1);

            SCENE.simulator().tokens().revokeAll(Service.GENESYS, TENANT);
            Files.createFile(go);

            int checked = 0;
            int violated = 0;
            for (ChildProcess service : services) {
                Matcher result = service.awaitLine("(\\d+) checked, (\\d+) violated", Broker.PATIENCE);
                checked += Integer.parseInt(result.group(1));
                violated += Integer.parseInt(result.group(2));
            }
            System.out.println("A-07 every request succeeds, and nobody is given what it has reported: " + checked
                    + " checked, " + violated + " violated");
            assertThat(violated).isZero();
            // One for each answer, one for each token given, and one for each given in place of the dead one.
            assertThat(checked).isEqualTo(2 * THREADS * (2 * ClientStorm.ROUNDS + 1));
            assertThat(exchanges()).isEqualTo(2);
            assertThat(calls(401)).isEqualTo(2 * THREADS);
            assertThat(calls(200)).isEqualTo(2L * THREADS * ClientStorm.ROUNDS);
        }
    }

    private static ChildProcess service(Broker broker, RedisProcess redis, Path go) {
        return SCENE.process(
                Product.embedder(ClientStorm.class, TENANT, Integer.toString(THREADS), go.toString()),
                Map.of(
                        "BROKER_URL", broker.url().toString(),
                        "BROKER_SECRET", SCENE.serviceSecret(),
                        "GENESYS_API_URL", SCENE.simulator().genesysApiUrl(),
                        "REDIS_URL", redis.uri().toString()));
    }

    private static int exchanges() {
        return SCENE.simulator().ledger().count(Service.GENESYS, TENANT);
    }

    private static long calls(int status) {
        return SCENE.simulator().ledger().calls(Service.GENESYS_API, TENANT).stream()
                .map(Call::status)
                .filter(answered -> answered == status)
                .count();
    }
}
