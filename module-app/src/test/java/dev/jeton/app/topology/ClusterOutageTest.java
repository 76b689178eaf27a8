package dev.jeton.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.StateNodeChanged;
import dev.jeton.api.port.StateHealth.Nodes;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisClusterProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClusterOutageTest {

    private static final RedisClusterProcess CLUSTER = RedisClusterProcess.start(3, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What nobody has to wait who is not concerned, on a machine that does something else besides. */
    private static final Duration UNDISTURBED = Duration.ofMillis(250);

    /** How one master of three can be gone. */
    enum Outage {
        KILLED(0),
        STOPPED(1);

        private final int master;

        Outage(int master) {
            this.master = master;
        }

        RedisProcess server() {
            return CLUSTER.masters().get(master);
        }

        void begin() {
            switch (this) {
                case KILLED -> server().kill();
                case STOPPED -> server().pause();
            }
        }

        void end() {
            switch (this) {
                case KILLED -> server().restart();
                case STOPPED -> server().resume();
            }
        }
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("43 I12 of three masters one goes: its tenants are served degraded, all others as if nothing was")
    void oneOfThree(Outage outage) {
        Tenants tenants = new Tenants(CLUSTER, outage.name());
        List<String> gone = tenants.withTokenOn(outage.master, 6);
        List<String> lockless = tenants.withLockAloneOn(outage.master, 6);
        List<String> others = tenants.awayFrom(outage.master, 12);
        try (BrokerUnderLoad broker = new BrokerUnderLoad(CLUSTER.url())
                .warm(gone)
                .warm(lockless)
                .warm(others)
                .askFor(gone)
                .askFor(lockless)
                .askFor(others)) {
            broker.awaitCalls(500);
            outage.begin();
            try {
                broker.awaitCalls(200);
                Eventually.isTrue(
                        "one is known to be down", PATIENCE, () -> nodes(broker).equals(new Nodes(2, 1)));
                onlyItsOwnAreUnusable(broker, gone, others);
                broker.awaitCalls(1_500);
                // Nobody has a token for these yet; the lock is taken, and the token shared.
                tenants.awayFrom(outage.master, 16)
                        .forEach(tenant ->
                                assertThat(broker.ask(tenant).degraded()).isFalse());
            } finally {
                outage.end();
            }
            broker.awaitWhole(gone);
            settle(outage, broker, gone, others);
        }
    }

    private static Nodes nodes(BrokerUnderLoad broker) {
        return broker.state().health().current().nodes();
    }

    private static void onlyItsOwnAreUnusable(BrokerUnderLoad broker, List<String> gone, List<String> others) {
        assertThat(broker.state().health().current().usable()).isTrue();
        assertThat(gone).noneMatch(tenant -> isUsableFor(broker, tenant));
        assertThat(others).allMatch(tenant -> isUsableFor(broker, tenant));
        assertThat(broker.events().of(StateNodeChanged.class)).last().matches(event -> !event.usable());
    }

    private static boolean isUsableFor(BrokerUnderLoad broker, String tenant) {
        return broker.state().health().isUsableFor(TokenKey.of(BrokerUnderLoad.PROVIDER, tenant));
    }

    private static void settle(Outage outage, BrokerUnderLoad broker, List<String> gone, List<String> others) {
        List<Call> calls = broker.stop();
        List<Call> elsewhere =
                calls.stream().filter(call -> others.contains(call.tenant())).toList();
        List<Call> there =
                calls.stream().filter(call -> gone.contains(call.tenant())).toList();
        System.out.printf(
                "43 %s: slowest of others %d ms, of its own %d ms; degraded %d of its own %d%n",
                outage,
                Ledger.slowest(elsewhere).toMillis(),
                Ledger.slowest(there).toMillis(),
                there.stream().filter(Call::degraded).count(),
                there.size());
        new Ledger("I8 43 " + outage + ": every caller got a token")
                .check(calls, call -> !call.failed())
                .settle();
        new Ledger("I12 43 " + outage + ": others are served as ever")
                .check(elsewhere, call -> !call.degraded() && call.took().compareTo(UNDISTURBED) < 0)
                .settle();
        assertThat(there).anyMatch(Call::degraded);
    }
}
