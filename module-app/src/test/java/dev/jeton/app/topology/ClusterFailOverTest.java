package dev.jeton.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.port.StateHealth.Nodes;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisClusterProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ClusterFailOverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> TENANTS =
            IntStream.range(0, 30).mapToObj(i -> "tenant-" + i).toList();

    private final RedisClusterProcess cluster = RedisClusterProcess.start(3, 1);
    private final BrokerUnderLoad broker = new BrokerUnderLoad(cluster.url());

    @AfterEach
    void stop() {
        broker.close();
        cluster.close();
    }

    @Test
    @DisplayName("43 a master with a replica is killed: its heir is found, and no caller goes without an answer")
    void promoted() {
        broker.warm(TENANTS).askFor(TENANTS).awaitCalls(500);
        long start = System.nanoTime();
        cluster.masters().getFirst().kill();

        broker.awaitCalls(50);
        broker.awaitWhole(TENANTS);
        Duration recovered = BrokerUnderLoad.since(start);

        List<Call> calls = broker.stop();
        System.out.printf(
                "43 promoted: recovered after %d ms, %d of %d answers degraded, slowest %d ms, %d exchanges%n",
                recovered.toMillis(),
                calls.stream().filter(Call::degraded).count(),
                calls.size(),
                Ledger.slowest(calls).toMillis(),
                broker.provider().calls());
        new Ledger("I8 43 promoted: every caller got a token")
                .check(calls, call -> !call.failed())
                .settle();
        Eventually.isTrue(
                "three masters again",
                PATIENCE,
                () -> broker.state().health().current().nodes().equals(new Nodes(3, 0)));
        assertThat(recovered).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("43 slots that move under load are followed: no failure, nothing degraded, no token fetched twice")
    void resharding() {
        broker.warm(TENANTS).askFor(TENANTS).awaitCalls(200);
        int moves = 0;
        for (int step = 0; step < 2; step++) {
            for (int home = 0; home < 3; home++) {
                List<Integer> slots = slotsAt(home);
                cluster.move(slots, master(home + step), master(home + 1 - step));
                moves += slots.size();
            }
            // Its lock and its token may be where they were not a moment ago.
            broker.ask("newcomer-" + step);
        }

        List<Call> calls = broker.stop();
        System.out.printf(
                "43 resharding: %d moves, slowest %d ms%n",
                moves, Ledger.slowest(calls).toMillis());
        new Ledger("I8 43 resharding: every caller got a token, and from the shared state")
                .check(calls, call -> !call.failed() && !call.degraded())
                .settle();
        assertThat(broker.provider().calls()).isEqualTo(TENANTS.size() + 2);
    }

    /** The slots of the tenants' tokens and locks that master {@code home} had at the start. */
    private List<Integer> slotsAt(int home) {
        return TENANTS.stream()
                .flatMap(tenant -> Stream.of(Tenants.token(tenant), Tenants.lock(tenant)))
                .filter(key -> cluster.masterOf(key) == home)
                .map(cluster::slotOf)
                .distinct()
                .toList();
    }

    private RedisProcess master(int i) {
        return cluster.masters().get(i % 3);
    }
}
