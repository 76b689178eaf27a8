package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.Validity;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForcedRefreshTest {
    private final ManualTime time = ManualTime.standingStill();
    private final FakeWorld world = new FakeWorld(time);
    private final CountingProvider provider = new CountingProvider("counting");

    @Test
    @DisplayName("B-08 a forced refresh skips the cache, and its token is everybody's from then on")
    void skipsTheCache() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer old = broker.getToken(FakeWorld.any());
            time.advance(Duration.ofSeconds(2));
            TokenAnswer forced = broker.getToken(FakeWorld.forced());
            assertThat(forced.token()).isNotEqualTo(old.token());
            assertThat(broker.getToken(FakeWorld.any()).token()).isEqualTo(forced.token());
        }
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("fault 33 a hammer of forced refreshes gets the newest token, and one exchange a second")
    void hammer() {
        try (TokenBroker broker = world.broker(provider)) {
            for (int i = 0; i < 300; i++) {
                assertThat(broker.getToken(FakeWorld.forced()).token())
                        .isEqualTo(provider.issues().getLast().token());
                time.advance(Duration.ofMillis(10));
            }
        }
        assertThat(provider.calls()).isEqualTo(3);
    }

    @Test
    @DisplayName("B-08 forced refreshes of two processes at the same moment share one exchange")
    void shared() throws Exception {
        FakeWorld real = new FakeWorld(TimeSource.system());
        Gate gate = new Gate();
        CountingProvider slow = new CountingProvider("counting");
        BrokerSettings always = new BrokerSettings(
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                2,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                10,
                Duration.ZERO,
                NearSettings.DEFAULT);
        try (TokenBroker one = real.broker(always, slow);
                TokenBroker two = real.broker(always, slow);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AccessToken old = one.getToken(FakeWorld.any()).token();
            slow.heldBy(gate);
            Future<Burst<TokenAnswer>> burst =
                    threads.submit(() -> Burst.of(100, i -> (i % 2 == 0 ? one : two).getToken(FakeWorld.forced())));
            gate.awaitArrived(1);
            dev.jeton.testkit.concurrent.Eventually.isTrue(
                    "all but the leaders joined",
                    Duration.ofSeconds(20),
                    () -> real.events.count(dev.jeton.api.event.TokenEvent.Collapsed.class) >= 98);
            gate.open();
            assertThat(burst.get().orFail())
                    .hasSize(100)
                    .noneMatch(answer -> answer.token().equals(old));
        }
        assertThat(slow.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("B-08 whoever names the rejected token is never given it again, also while it is cached")
    void neverTheRejected() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer rejected = broker.getToken(FakeWorld.any());
            TokenAnswer other = broker.getToken(FakeWorld.otherThan(rejected));
            assertThat(other.token()).isNotEqualTo(rejected.token());
            assertThat(broker.getToken(FakeWorld.otherThan(rejected)).token()).isEqualTo(other.token());
        }
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("B-08 a storm of callers with the same rejected token makes one exchange")
    void storm() {
        FakeWorld real = new FakeWorld(TimeSource.system());
        try (TokenBroker one = real.broker(provider);
                TokenBroker two = real.broker(provider)) {
            TokenAnswer rejected = one.getToken(FakeWorld.any());
            List<TokenAnswer> answers = Burst.of(
                            200, i -> (i % 2 == 0 ? one : two).getToken(FakeWorld.otherThan(rejected)))
                    .orFail();
            assertThat(answers).noneMatch(answer -> answer.token().equals(rejected.token()));
        }
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("fault 34 a provider that gives the rejected token again is asked once, not at each report")
    void sameTokenAgain() {
        SameTokenProvider stubborn = new SameTokenProvider();
        try (TokenBroker broker = world.broker(stubborn)) {
            TokenAnswer rejected = broker.getToken(FakeWorld.any());
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> broker.getToken(FakeWorld.otherThan(rejected)))
                        .isInstanceOf(CredentialsRejected.class);
            }
        }
        assertThat(stubborn.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("B-08 a token too short to cache does not let forced refreshes through one by one")
    void uncacheable() {
        provider.issuing(new Validity.Until(time.now().plus(Duration.ofMinutes(30))));
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(broker.getToken(FakeWorld.forced()).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
        assertThat(provider.calls()).isEqualTo(1);
    }
}
