package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenRequest;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardedSourceTest {
    /** A moment longer than the breaker stays open. */
    private static final Duration PAUSE = Duration.ofMillis(5_001);

    private final ManualTime time = ManualTime.standingStill();
    private final AtomicInteger reached = new AtomicInteger();
    private int tenants;
    private volatile TokenSource behind = demand -> Demands.fresh(time);
    private final GuardedSource guarded = new GuardedSource(
            demand -> {
                reached.incrementAndGet();
                return behind.get(demand);
            },
            new ProviderGuard(new ProviderId("counting"), time));

    private static TokenAnswer fail(TokenDemand demand) {
        throw UpstreamFailed.passing("the provider failed", null, null);
    }

    /** Each for a tenant of its own. */
    private void call(int times) {
        for (int i = 0; i < times; i++) {
            TokenDemand demand = TokenDemand.of(TokenRequest.of("counting", "tenant-" + tenants++), time);
            assertThat(catchThrowable(() -> guarded.get(demand))).isNotNull();
        }
    }

    private void callForOneTenant(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> guarded.get(Demands.any(time)))).isNotNull();
        }
    }

    @Test
    @DisplayName("I12 one tenant that fails again and again does not close the provider for the others")
    void oneTenantAlone() {
        behind = GuardedSourceTest::fail;
        callForOneTenant(200);
        assertThat(reached).hasValue(200);
    }

    @Test
    @DisplayName("I12 answers that make no sense for a tenant say nothing about the provider")
    void nonsenseDoesNotCount() {
        behind = demand -> {
            throw UpstreamFailed.nonsense("an odd answer", null);
        };
        call(200);
        assertThat(reached).hasValue(200);
    }

    @Test
    @DisplayName("B-18 a provider that keeps failing is left alone for a moment, then tried by a few")
    void opensAndHalfOpens() {
        behind = GuardedSourceTest::fail;
        call(30);
        assertThatThrownBy(() -> guarded.get(Demands.any(time))).hasMessageContaining("left alone");
        assertThat(reached).hasValue(30);
        time.advance(PAUSE);
        call(10);
        assertThat(reached).hasValue(35);
        behind = demand -> Demands.fresh(time);
        time.advance(PAUSE);
        for (int i = 0; i < 50; i++) {
            assertThat(guarded.get(Demands.any(time)).token()).isNotNull();
        }
    }

    @Test
    @DisplayName("B-18 tenants with wrong credentials say nothing about the provider")
    void refusalsDoNotCount() {
        behind = demand -> {
            throw new CredentialsRejected("no");
        };
        call(200);
        assertThat(reached).hasValue(200);
    }

    @Test
    @DisplayName("B-18 a crash in the half-open breaker does not close the provider for ever")
    void crashesGiveTheirPermissionBack() {
        behind = GuardedSourceTest::fail;
        call(30);
        time.advance(PAUSE);
        behind = demand -> {
            throw new StackOverflowError("a defect");
        };
        call(20);
        behind = demand -> Demands.fresh(time);
        assertThat(guarded.get(Demands.any(time)).token()).isNotNull();
    }

    @Test
    @DisplayName("fault 76 the wall clock does not move the breaker")
    void wallClock() {
        behind = GuardedSourceTest::fail;
        call(30);
        time.jumpWallClock(Duration.ofHours(1));
        call(1);
        assertThat(reached).hasValue(30);
    }

    @Test
    @DisplayName("fault 73 so many exchanges at a time; whoever finds no place before its deadline is told so")
    void bulkhead() throws InterruptedException {
        Gate gate = new Gate();
        behind = demand -> {
            pass(gate);
            return Demands.fresh(time);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> Burst.of(256, i -> guarded.get(Demands.any(time))));
            gate.awaitArrived(256);
            assertThatThrownBy(() -> guarded.get(Demands.within(Duration.ofMillis(1), time)))
                    .isInstanceOf(Overloaded.class);
            assertThat(reached).hasValue(256);
            gate.open();
        }
        assertThat(guarded.get(Demands.any(time)).token()).isNotNull();
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
