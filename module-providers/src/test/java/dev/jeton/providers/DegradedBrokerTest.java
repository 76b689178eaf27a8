package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.Validity;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.RefusingProvider;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DegradedBrokerTest {
    private final ManualTime time = ManualTime.standingStill();
    private final FakeWorld world = new FakeWorld(time);
    private final CountingProvider provider = new CountingProvider("counting");

    /** Makes every request cost an exchange. */
    private CountingProvider shortLived() {
        return provider.issuing(new Validity.Lasting(Duration.ofSeconds(1)));
    }

    @Test
    @DisplayName("B-10 without the shared state ten a minute go to the provider, and the eleventh is turned away")
    void tenAMinute() {
        world.state.breakDown();
        try (TokenBroker broker = world.broker(shortLived())) {
            for (int i = 0; i < 10; i++) {
                TokenAnswer answer = broker.getToken(FakeWorld.any());
                assertThat(answer.degraded()).isTrue();
                assertThat(answer.source()).isEqualTo(TokenAnswer.Source.FRESH);
                time.advance(Duration.ofSeconds(1));
            }
            CacheUnavailable refused =
                    catchThrowableOfType(CacheUnavailable.class, () -> broker.getToken(FakeWorld.any()));
            assertThat(refused.retryAfter()).contains(Duration.ofSeconds(50));
            time.advance(Duration.ofSeconds(50));
            assertThat(broker.getToken(FakeWorld.any()).degraded()).isTrue();
        }
        assertThat(provider.calls()).isEqualTo(11);
        assertThat(world.events.count(TokenEvent.DegradedRejected.class)).isEqualTo(1);
        assertThat(world.state.refused())
                .as("calls to what is known to be down")
                .isZero();
    }

    @Test
    @DisplayName("B-10 tokens held in this process are served without touching the limit")
    void heldTokens() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer before = broker.getToken(FakeWorld.any());
            world.state.breakDown();
            for (int i = 0; i < 50; i++) {
                TokenAnswer answer = broker.getToken(FakeWorld.any());
                assertThat(answer.token()).isEqualTo(before.token());
                assertThat(answer.degraded()).isTrue();
            }
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("B-10 recovery is automatic")
    void recovery() {
        try (TokenBroker broker = world.broker(provider)) {
            world.state.breakDown();
            assertThat(broker.getToken(FakeWorld.any()).degraded()).isTrue();
            world.state.recover();
            assertThat(broker.getToken(FakeWorld.any()).degraded()).isFalse();
            assertThat(broker.getToken(FakeWorld.any()).source()).isEqualTo(TokenAnswer.Source.CACHE);
        }
    }

    @Test
    @DisplayName("B-10 a shared state that goes before anybody notices costs an event, not the request")
    void goneUnnoticed() {
        world.state.breakDownUnnoticed();
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(broker.getToken(FakeWorld.any()).degraded()).isTrue();
        }
        assertThat(world.events.of(TokenEvent.CacheFault.class))
                .extracting(TokenEvent.CacheFault::operation)
                .containsExactly("request");
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("B-10 a shared state that goes during the exchange does not cost a second one")
    void goneDuringTheExchange() throws Exception {
        FakeWorld real = new FakeWorld(TimeSource.system());
        Gate gate = new Gate();
        provider.heldBy(gate);
        try (TokenBroker broker = real.broker(provider);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TokenAnswer> answer = threads.submit(() -> broker.getToken(FakeWorld.any()));
            gate.awaitArrived(1);
            real.state.breakDownUnnoticed();
            gate.open();
            assertThat(answer.get().source()).isEqualTo(TokenAnswer.Source.FRESH);
            assertThat(broker.getToken(FakeWorld.any()).token())
                    .as("held, although it could not be published")
                    .isEqualTo(answer.get().token());
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("B-10 callers are still collapsed in this process, so a herd costs one of the ten")
    void stillCollapsed() throws Exception {
        FakeWorld real = new FakeWorld(TimeSource.system());
        real.state.breakDown();
        Gate gate = new Gate();
        provider.heldBy(gate);
        try (TokenBroker broker = real.broker(provider);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Burst<TokenAnswer>> burst =
                    threads.submit(() -> Burst.of(100, i -> broker.getToken(FakeWorld.any())));
            gate.awaitArrived(1);
            gate.open();
            assertThat(burst.get().orFail()).hasSize(100).allMatch(TokenAnswer::degraded);
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("B-10 remembered refusals hold without the shared state as well, and cost nothing of the limit")
    void refusals() {
        RefusingProvider refusing = RefusingProvider.ofCredentials("counting");
        world.state.breakDown();
        try (TokenBroker broker = world.broker(refusing)) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(CredentialsRejected.class);
            }
        }
        assertThat(refusing.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("B-10 above the limit a held token that is still valid is served rather than nothing")
    void heldAboveTheLimit() {
        world.state.breakDown();
        try (TokenBroker broker = world.broker(provider)) {
            for (int i = 0; i < 10; i++) {
                time.advance(Duration.ofSeconds(2));
                assertThat(broker.getToken(FakeWorld.forced()).source()).isEqualTo(TokenAnswer.Source.FRESH);
            }
            time.advance(Duration.ofSeconds(2));
            assertThatThrownBy(() -> broker.getToken(FakeWorld.forced())).isInstanceOf(CacheUnavailable.class);
            assertThat(broker.getToken(FakeWorld.any()).source()).isEqualTo(TokenAnswer.Source.CACHE);
        }
    }

    @Test
    @DisplayName("43 while only the lock is away, what one process buys without it is there for the others")
    void onlyTheLockIsAway() {
        SharedState lockless = new Lockless(world.local);
        try (TokenBroker one = TokenBroker.over(lockless, world.credentials)
                        .providers(List.of(provider))
                        .time(time)
                        .build();
                TokenBroker another = world.broker(provider)) {
            TokenAnswer bought = one.getToken(FakeWorld.any());
            assertThat(bought.degraded()).isTrue();
            Eventually.isTrue(
                    "handed on",
                    Duration.ofSeconds(10),
                    () -> world.local.tokens().find(FakeWorld.KEY).isPresent());

            assertThat(another.getToken(FakeWorld.any()).token()).isEqualTo(bought.token());
            assertThat(one.getToken(FakeWorld.any()).degraded()).isFalse();
        }
        assertThat(provider.calls()).isEqualTo(1);
    }

    /** Locks are on a server that is away. */
    private record Lockless(LocalState working) implements SharedState {
        @Override
        public TokenRepository tokens() {
            return working.tokens();
        }

        @Override
        public LockRepository locks() {
            return (key, lease) -> {
                throw new CacheUnavailable("the lock's server is away", null, null);
            };
        }

        @Override
        public CacheService cache() {
            return working.cache();
        }

        @Override
        public ChangeWatch changes() {
            return working.changes();
        }

        @Override
        public StateHealth health() {
            return working.health();
        }

        @Override
        public Reach reach() {
            return Reach.FLEET;
        }

        @Override
        public void close() {
            working.close();
        }
    }
}
