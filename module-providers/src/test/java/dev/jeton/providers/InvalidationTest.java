package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.RefusingProvider;
import dev.jeton.testkit.time.ManualTime;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InvalidationTest {
    private final FakeWorld world = new FakeWorld(ManualTime.standingStill());
    private final CountingProvider provider = new CountingProvider("counting");

    @Test
    @DisplayName("B-09 after an invalidation by key the next request makes an exchange")
    void byKey() {
        try (TokenBroker broker = world.broker(provider)) {
            AccessToken first = broker.getToken(FakeWorld.any()).token();
            assertThat(broker.invalidate(FakeWorld.KEY)).isTrue();
            assertThat(broker.invalidate(FakeWorld.KEY)).isFalse();
            assertThat(broker.getToken(FakeWorld.any()).token()).isNotEqualTo(first);
        }
    }

    @Test
    @DisplayName("B-09 the rejected token is forgotten if it is still the current one")
    void stillCurrent() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer first = broker.getToken(FakeWorld.any());
            assertThat(broker.invalidate(FakeWorld.KEY, first.token().fingerprint()))
                    .isTrue();
            assertThat(broker.getToken(FakeWorld.any()).token()).isNotEqualTo(first.token());
        }
    }

    @Test
    @DisplayName("fault 35 a late report on an old token leaves the new one in place")
    void lateReport() {
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(survivesLateReport(broker, old -> broker.invalidate(FakeWorld.KEY, old)))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("planted bug: invalidation without comparing is caught by the late report")
    void withoutComparing() {
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(survivesLateReport(broker, old -> broker.invalidate(FakeWorld.KEY)))
                    .isFalse();
        }
    }

    private static boolean survivesLateReport(TokenBroker broker, Predicate<Fingerprint> report) {
        TokenAnswer old = broker.getToken(FakeWorld.any());
        AccessToken current = broker.getToken(FakeWorld.otherThan(old)).token();
        boolean invalidated = report.test(old.token().fingerprint());
        return !invalidated && broker.getToken(FakeWorld.any()).token().equals(current);
    }

    @Test
    @DisplayName("fault 34 a storm of reports on one token makes one exchange")
    void storm() {
        FakeWorld real = new FakeWorld(TimeSource.system());
        try (TokenBroker one = real.broker(provider);
                TokenBroker two = real.broker(provider)) {
            TokenAnswer rejected = one.getToken(FakeWorld.any());
            List<Boolean> invalidated = Burst.of(200, i -> {
                        TokenBroker mine = i % 2 == 0 ? one : two;
                        boolean first =
                                mine.invalidate(FakeWorld.KEY, rejected.token().fingerprint());
                        assertThat(mine.getToken(FakeWorld.otherThan(rejected)).token())
                                .isNotEqualTo(rejected.token());
                        return first;
                    })
                    .orFail();
            assertThat(invalidated).filteredOn(first -> first).hasSize(1);
        }
        assertThat(provider.calls()).isEqualTo(2);
    }

    @Test
    @DisplayName("B-09 an invalidation that the shared state does not hear is told so, and obeyed here at once")
    void unheard() {
        try (TokenBroker broker = world.broker(provider)) {
            AccessToken first = broker.getToken(FakeWorld.any()).token();
            world.state.breakDown();
            assertThatThrownBy(() -> broker.invalidate(FakeWorld.KEY)).isInstanceOf(CacheUnavailable.class);
            assertThat(broker.getToken(FakeWorld.any()).token()).isNotEqualTo(first);
        }
    }

    @Test
    @DisplayName("B-18 an invalidation by key also forgets a remembered refusal")
    void forgetsRefusal() {
        RefusingProvider refusing = RefusingProvider.ofCredentials("counting");
        try (TokenBroker broker = world.broker(refusing)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(CredentialsRejected.class);
                assertThat(broker.invalidate(FakeWorld.KEY)).isFalse();
            }
        }
        assertThat(refusing.calls()).isEqualTo(2);
    }
}
