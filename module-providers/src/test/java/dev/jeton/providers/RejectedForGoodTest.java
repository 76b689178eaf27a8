package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.CountingProvider;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What was rejected stays rejected, and what was asked for stays asked for, whatever the shared state does. */
class RejectedForGoodTest {
    private final FakeWorld world = new FakeWorld(TimeSource.system());
    private final CountingProvider provider = new CountingProvider("counting");

    @Test
    @DisplayName("B-08 a token that was rejected while the shared state was away does not come back with it")
    void doesNotComeBack() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer rejected = broker.getToken(FakeWorld.any());
            world.state.breakDown();
            TokenAnswer healed = broker.getToken(FakeWorld.otherThan(rejected));
            assertThat(healed.token()).isNotEqualTo(rejected.token());
            world.state.recover();

            TokenAnswer after = broker.getToken(FakeWorld.any());

            assertThat(after.token()).isNotEqualTo(rejected.token());
        }
    }

    @Test
    @DisplayName("B-09 an invalidation that could not be told is kept by this process all the same")
    void keptAllTheSame() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer rejected = broker.getToken(FakeWorld.any());
            world.state.breakDown();
            assertThatThrownBy(() -> broker.invalidate(
                            FakeWorld.any().key(), rejected.token().fingerprint()))
                    .isInstanceOf(CacheUnavailable.class);
            world.state.recover();

            assertThat(broker.getToken(FakeWorld.any()).token()).isNotEqualTo(rejected.token());
        }
    }

    @Test
    @DisplayName("fault 57 invalidating a token does not end a pause that the provider asked for")
    void pauseStands() {
        provider.failingWith(new RateLimited("slow down", Duration.ofSeconds(60)));
        try (TokenBroker broker = world.broker(provider)) {
            assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(RateLimited.class);
            boolean invalidated = broker.invalidate(FakeWorld.any().key());

            assertThat(invalidated).isFalse();
            assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(TokenException.class);
            assertThat(provider.calls()).isEqualTo(1);
        }
    }
}
