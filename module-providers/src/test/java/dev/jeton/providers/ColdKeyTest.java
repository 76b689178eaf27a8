package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ColdKeyTest {
    private final FakeWorld world = new FakeWorld(TimeSource.system());
    private final Gate gate = new Gate();
    private final CountingProvider provider = new CountingProvider("counting").heldBy(gate);

    /** Lets the provider answer only when the callers are at work, however long that takes on a busy machine. */
    private List<TokenAnswer> burst(int callers, List<TokenBroker> brokers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Burst<TokenAnswer>> burst = threads.submit(() ->
                    Burst.of(callers, i -> brokers.get(i % brokers.size()).getToken(FakeWorld.any())));
            gate.awaitArrived(1);
            gate.open();
            return burst.get().orFail();
        }
    }

    @Test
    @DisplayName("B-05 a hundred callers of one cold key make one exchange and get a hundred answers")
    void oneProcess() throws Exception {
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(burst(100, List.of(broker)))
                    .hasSize(100)
                    .allSatisfy(answer -> assertThat(answer.token())
                            .isEqualTo(provider.issues().getFirst().token()));
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("B-05 two hundred callers of two processes make one exchange and get two hundred answers")
    void twoProcesses() throws Exception {
        try (TokenBroker one = world.broker(provider);
                TokenBroker two = world.broker(provider)) {
            assertThat(burst(200, List.of(one, two))).hasSize(200);
        }
        assertThat(provider.calls()).isEqualTo(1);
        assertThat(provider.maxConcurrency()).isEqualTo(1);
    }

    @Test
    @DisplayName("I7 a hundred tenants at once cost an exchange each, and each gets its own token")
    void manyTenants() {
        gate.open();
        try (TokenBroker one = world.broker(provider);
                TokenBroker two = world.broker(provider)) {
            List<TokenAnswer> answers = Burst.of(
                            400,
                            i -> (i % 2 == 0 ? one : two)
                                    .getToken(TokenRequest.of(TokenKey.of("counting", "tenant-" + i % 100))))
                    .orFail();
            for (int i = 0; i < answers.size(); i++) {
                TokenKey key = TokenKey.of("counting", "tenant-" + i % 100);
                assertThat(provider.issuedTo(key.tenant()))
                        .containsExactly(answers.get(i).token());
            }
        }
        assertThat(provider.calls()).isEqualTo(100);
    }

    @Test
    @DisplayName("B-06 a process that waits in vain for another one says so, in time and with Retry-After")
    void lockTimeout() {
        FakeWorld still = new FakeWorld(ManualTime.advancedByPauses());
        Lease other = still.state
                .locks()
                .tryAcquire(FakeWorld.KEY, Duration.ofHours(1))
                .orElseThrow();
        try (TokenBroker broker = still.broker(provider)) {
            assertThat(Burst.of(20, i -> broker.getToken(FakeWorld.any())).failures())
                    .hasSize(20)
                    .allSatisfy(failure -> assertThat(failure)
                            .asInstanceOf(InstanceOfAssertFactories.type(LockTimeout.class))
                            .satisfies(
                                    timeout -> assertThat(timeout.retryAfter()).isPresent()));
        }
        other.close();
        assertThat(provider.calls()).isZero();
    }
}
