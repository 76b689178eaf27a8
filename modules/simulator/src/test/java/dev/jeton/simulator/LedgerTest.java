package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.GRANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.simulator.Call.Outcome;
import dev.jeton.simulator.Call.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MovableClock clock = new MovableClock();
    private final Ledger ledger = new Ledger(clock);

    @Test
    void aCallIsWrittenDownWithoutSecrets() throws Exception {
        GenesysClient acme = GenesysClient.invented("acme", "us-east-1");
        try (Simulator simulator = Simulator.start(0, clock)) {
            simulator.genesys().register(acme);
            Caller caller = new Caller();
            caller.token(simulator.genesysLoginUrl(), acme);
            caller.get(
                    simulator.graphUrl() + "/v23.0/1?access_token=" + CanarySecrets.invent("x"),
                    "X-Correlation-ID",
                    "corr-1");

            Call first = simulator.ledger().calls().getFirst();
            assertThat(first)
                    .extracting(Call::sequence, Call::service, Call::tenant, Call::method, Call::path, Call::status)
                    .containsExactly(1L, Service.GENESYS, "acme", "POST", "/genesys/oauth/token", 200);
            assertThat(first.authorization()).isEqualTo("Basic");
            assertThat(first.correlationId()).isEmpty();
            assertThat(first.start()).isEqualTo(clock.instant());
            assertThat(first.end()).contains(clock.instant());
            Call second = simulator.ledger().calls().getLast();
            assertThat(second)
                    .extracting(Call::sequence, Call::tenant, Call::path, Call::correlationId, Call::authorization)
                    .containsExactly(2L, Call.UNKNOWN_TENANT, "/graph/v23.0/1", "corr-1", "");
            assertThat(simulator.ledger().calls().toString()).doesNotContain(Simulator.CANARY);
        }
    }

    @Test
    void anAuthorizationWithoutASchemeIsNotWrittenDown() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            new Caller()
                    .send(
                            "POST",
                            simulator.genesysLoginUrl() + "/oauth/token",
                            GRANT,
                            "Authorization",
                            CanarySecrets.invent("bare"));

            assertThat(simulator.ledger().calls().getFirst().authorization()).isEqualTo("other");
        }
    }

    @Test
    void countsAreKeptByServiceAndTenant() {
        enter("acme");
        enter("acme");
        enter("globex");

        assertThat(ledger.count(Service.OAUTH, "acme")).isEqualTo(2);
        assertThat(ledger.count(Service.OAUTH)).isEqualTo(3);
        assertThat(ledger.count(Service.GRAPH, "acme")).isZero();
        assertThat(ledger.calls(Service.OAUTH, "globex")).hasSize(1);
    }

    @Test
    void concurrencyIsTheMostAtOnce() {
        Ledger.Entry first = enter("acme");
        Ledger.Entry second = enter("acme");
        first.answered(200);
        enter("acme").answered(200);
        enter("globex");

        assertThat(ledger.maxConcurrency(Service.OAUTH, "acme")).isEqualTo(2);

        second.answered(200);
        ledger.clear();
        enter("acme");
        assertThat(ledger.maxConcurrency(Service.OAUTH, "acme")).isEqualTo(1);
    }

    @Test
    void clearingForgetsCallsButNotThatSomeAreUnderWay() {
        Ledger.Entry underWay = enter("acme");

        ledger.clear();

        assertThat(ledger.calls()).isEmpty();
        assertThat(ledger.count(Service.OAUTH, "acme")).isZero();
        assertThat(ledger.maxConcurrency(Service.OAUTH, "acme")).isEqualTo(1);
        underWay.answered(200);
        enter("acme");
        assertThat(ledger.maxConcurrency(Service.OAUTH, "acme")).isEqualTo(1);
        assertThat(ledger.calls().getFirst().sequence()).isEqualTo(2);
    }

    @Test
    void theFirstEndCounts() {
        Ledger.Entry entry = enter("acme");
        entry.end(Outcome.RESET, 0);
        clock.advance(Duration.ofSeconds(1));
        entry.answered(200);

        assertThat(ledger.calls().getFirst().outcome()).isEqualTo(Outcome.RESET);
        assertThat(ledger.calls().getFirst().end()).contains(clock.instant().minusSeconds(1));
    }

    @Test
    void waitingEndsWhenTheCallsAreThere() throws Exception {
        CompletableFuture<Void> arriving = CompletableFuture.runAsync(() -> {
            enter("acme");
            enter("acme");
        });

        ledger.awaitCount(Service.OAUTH, "acme", 2, PATIENCE);

        assertThat(ledger.count(Service.OAUTH, "acme")).isEqualTo(2);
        arriving.join();
    }

    @Test
    void waitingInVainSaysHowManyCame() {
        enter("acme");

        assertThatThrownBy(() -> ledger.awaitCount(Service.OAUTH, "acme", 2, Duration.ofMillis(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1 calls to OAUTH for acme within PT0.001S, not 2");
    }

    @Test
    void onlyTheLastCallsAreKeptButAllAreCounted() {
        for (int i = 0; i < Ledger.KEPT + 5; i++) {
            enter("acme").answered(200);
        }

        List<Call> kept = ledger.calls();
        assertThat(kept).hasSize(Ledger.KEPT);
        assertThat(kept.getFirst().sequence()).isEqualTo(6);
        assertThat(ledger.count(Service.OAUTH, "acme")).isEqualTo(Ledger.KEPT + 5);
    }

    private Ledger.Entry enter(String tenant) {
        return ledger.enter(Service.OAUTH, tenant, new Sent("POST", "/", "", "", Instant.EPOCH));
    }
}
