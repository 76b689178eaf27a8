package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Herds. How long they wait is measured by {@code modules/bench/run stampede}; here it counts that nobody is turned away. */
final class StampedeTest {

    private static final int PROCESSES = 4;
    private static final Duration LATENCY = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final List<Broker> BROKERS = SCENE.brokers(PROCESSES, patient());

    /** Callers, neighbours and processes share the cores with what they wait for. */
    private static Map<String, String> patient() {
        Map<String, String> settings = new HashMap<>(Scene.sharing(REDIS.uri()));
        settings.put("REDIS_TIMEOUT", "10s");
        settings.put("REQUEST_TIMEOUT", "60s");
        settings.put("TENANT_SERVICE_TIMEOUT", "20s");
        settings.put("OAUTH_TIMEOUT", "20s");
        return settings;
    }

    @Test
    @DisplayName("a thousand callers of one cold key in four processes make one exchange and a thousand successes")
    void oneKey() {
        oneKey(1_000);
    }

    @Test
    @Tag("soak")
    @DisplayName("10 000 callers of one cold key in four processes make one exchange and 10 000 successes")
    void oneKeyAndAll() {
        oneKey(10_000);
    }

    @Test
    @DisplayName("a hundred cold tenants at once in four processes make a hundred exchanges")
    void manyTenants() {
        manyTenants(100);
    }

    @Test
    @Tag("soak")
    @DisplayName("a thousand cold tenants at once in four processes make a thousand exchanges")
    void manyTenantsAndAll() {
        manyTenants(1_000);
    }

    private static void oneKey(int callers) {
        String tenant = "one-" + callers;
        cold(tenant);

        List<String> fingerprints =
                Burst.of(callers, PATIENCE, caller -> ask(caller, tenant)).orFail();

        System.out.printf("%d answers checked, %d violated%n", callers, callers - fingerprints.size());
        assertThat(fingerprints.stream().distinct()).hasSize(1);
        assertThat(SCENE.simulator().ledger().count(Service.GENESYS, tenant)).isEqualTo(1);
    }

    /** Each tenant is wanted in two processes. */
    private static void manyTenants(int count) {
        List<String> tenants = IntStream.range(0, count)
                .mapToObj(i -> "many-" + count + "-" + i)
                .toList();
        tenants.forEach(StampedeTest::cold);

        int unused = Burst.of(2 * count, PATIENCE, caller -> ask(caller, tenants.get(caller / 2)))
                .orFail()
                .size();

        long wrong = tenants.stream()
                .filter(tenant -> SCENE.simulator().ledger().count(Service.GENESYS, tenant) != 1)
                .count();
        System.out.printf("%d tenants checked, %d violated%n", count, wrong);
        assertThat(wrong).isZero();
    }

    private static void cold(String tenant) {
        SCENE.genesys(tenant);
        SCENE.simulator().faults().set(Service.GENESYS, tenant, new Fault.Latency(LATENCY));
    }

    private static String ask(int caller, String tenant) {
        return Answers.fingerprint(BROKERS.get(caller % PROCESSES).token(tenant));
    }
}
