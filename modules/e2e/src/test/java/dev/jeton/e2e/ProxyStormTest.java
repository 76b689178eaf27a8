package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.server.RedisProcess;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A dead token behind two brokers that share a Redis. */
final class ProxyStormTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final int CALLERS = 200;
    private static final List<Broker> BROKERS = SCENE.brokers(2, Scene.sharing(REDIS.uri()));

    private static HttpAnswer call(int caller, String tenant) {
        return BROKERS.get(caller % 2).see("/api/v1/proxy/genesys/" + tenant + "/api/v2/organizations/me");
    }

    private static void die(String tenant) {
        SCENE.simulator().tokens().revokeAll(Service.GENESYS, tenant);
    }

    private static int exchanges(String tenant) {
        return SCENE.simulator().ledger().count(Service.GENESYS, tenant);
    }

    @Test
    @DisplayName(
            "34 two hundred callers of two processes meet one dead token: one exchange, two hundred answers; 37 one heals"
                    + " without Redis as well")
    void storm() {
        SCENE.genesys("storm");
        assertThat(call(0, "storm").status()).isEqualTo(200);
        assertThat(call(1, "storm").status()).isEqualTo(200);
        die("storm");

        List<Integer> statuses =
                Burst.of(CALLERS, caller -> call(caller, "storm").status()).orFail();

        long violated = statuses.stream().filter(status -> status != 200).count() + exchanges("storm") - 2;
        System.out.printf("%d checked, %d violated%n", CALLERS + 1, violated);
        assertThat(statuses).hasSize(CALLERS).containsOnly(200);
        assertThat(exchanges("storm"))
                .as("the first token, and the one in its place")
                .isEqualTo(2);

        SCENE.genesys("lonely");
        assertThat(call(0, "lonely").status()).isEqualTo(200);
        REDIS.kill();
        assertThat(call(0, "lonely").status()).as("without Redis").isEqualTo(200);
        die("lonely");
        HttpAnswer healed = call(0, "lonely");
        assertThat(healed.status()).as(healed.text()).isEqualTo(200);
        assertThat(healed.body()).contains("\"name\":\"lonely\"");
    }
}
