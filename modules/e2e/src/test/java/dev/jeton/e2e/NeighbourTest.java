package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Demo;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Faults;
import dev.jeton.simulator.OAuthClient;
import dev.jeton.simulator.OAuthClient.Allowance;
import dev.jeton.simulator.OAuthClient.Authentication;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class NeighbourTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Duration LATENCY = Duration.ofMillis(40);
    private static final int ROUNDS = 5;
    private static final int CALLERS = 10;
    private static final int CALLS_EACH = 12;
    private static final int PLACES = 256;
    private static final int HANGING = 300;

    @Test
    @DisplayName("73 while one provider hangs, the 99th percentile of another stays within twice its usual")
    void hangingProviderStarvesNobody(@TempDir Path directory) throws Exception {
        Path providers = Files.writeString(directory.resolve("providers.json"), Demo.providersFile(SCENE.simulator()));
        Broker broker = SCENE.broker(Map.of(
                "PROVIDERS_FILE", providers.toString(),
                "REQUEST_TIMEOUT", "60s",
                "OAUTH_TIMEOUT", "60s",
                "LOCK_LEASE", "90s"));
        SCENE.simulator().faults().set(Service.OAUTH, Faults.ANY_TENANT, new Fault.Latency(LATENCY));
        SCENE.simulator().faults().set(Service.GENESYS, Faults.ANY_TENANT, new Fault.Hang());
        percentile99(broker, "warm");
        List<Duration> usual = rounds(broker, "usual");
        letHang(broker);
        List<Duration> beside = rounds(broker, "beside");

        System.out.printf("p99 usually %s, beside a provider that hangs %s%n", usual, beside);
        assertThat(quietest(beside)).isLessThan(quietest(usual).multipliedBy(2));
    }

    private static List<Duration> rounds(Broker broker, String name) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(round -> percentile99(broker, name + "-" + round))
                .toList();
    }

    /** Of callers who each ask for one cold tenant after the other, so that every call is an exchange. */
    private static Duration percentile99(Broker broker, String name) {
        List<Duration> took = Burst.of(CALLERS, caller -> {
                    List<Duration> mine = new ArrayList<>();
                    for (int call = 0; call < CALLS_EACH; call++) {
                        mine.add(time(broker, name + "-" + caller + "-" + call));
                    }
                    return mine;
                })
                .orFail()
                .stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
        return took.get(took.size() * 99 / 100);
    }

    private static Duration time(Broker broker, String tenant) {
        SCENE.simulator()
                .oauth()
                .register(
                        Demo.PROVIDER,
                        OAuthClient.invented(tenant, Authentication.POST)
                                .with(new Allowance(Set.of("contacts.read"), Duration.ofHours(1))));
        long started = System.nanoTime();
        assertThat(broker.token(tenant, Demo.PROVIDER, "").status()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** What else this machine does can only make a round slower. */
    private static Duration quietest(List<Duration> rounds) {
        return rounds.stream().min(Duration::compareTo).orElseThrow();
    }

    /** More callers of the provider that hangs than it has places for, all of them waiting until this test is over. */
    private static void letHang(Broker broker) {
        for (int i = 0; i < HANGING; i++) {
            String tenant = "hanging-" + i;
            SCENE.genesys(tenant);
            Thread.ofVirtual().start(() -> {
                try {
                    broker.token(tenant);
                } catch (UncheckedIOException e) {
                    // The broker ends with the test.
                }
            });
        }
        Eventually.isTrue(
                "every place is taken",
                Broker.PATIENCE,
                () -> SCENE.simulator().ledger().count(Service.GENESYS) >= PLACES);
    }
}
