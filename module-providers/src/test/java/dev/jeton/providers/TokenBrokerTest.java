package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenBrokerTest {
    private final ManualTime time = ManualTime.standingStill();
    private final FakeWorld world = new FakeWorld(time);
    private final CountingProvider provider = new CountingProvider("counting");

    @Test
    @DisplayName("B-01 an unknown type is an invalid request that names the known ones, in order")
    void unknownType() {
        try (TokenBroker broker = world.broker(new CountingProvider("whatsapp"), provider)) {
            assertThatThrownBy(() -> broker.getToken(TokenRequest.of("nobody", "acme")))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessage("type: unknown; known are counting, whatsapp");
            assertThatThrownBy(() -> broker.invalidate(dev.jeton.api.TokenKey.of("nobody", "acme")))
                    .isInstanceOf(InvalidRequest.class);
        }
    }

    @Test
    @DisplayName("B-01 each type has its own provider")
    void dispatch() {
        CountingProvider other = new CountingProvider("other");
        try (TokenBroker broker = world.broker(provider, other)) {
            assertThat(broker.getToken(TokenRequest.of("other", "acme")).token())
                    .isEqualTo(other.issues().getFirst().token());
        }
        assertThat(provider.calls()).isZero();
    }

    @Test
    @DisplayName("B-14 two providers of one name, or none at all, are refused when the broker is built")
    void senselessBrokers() {
        assertThatThrownBy(() -> world.broker(provider, new CountingProvider("counting")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("counting");
        assertThatThrownBy(world::broker).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("B-15 expiresIn is recomputed from the absolute expiry at each answer")
    void expiresIn() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer first = broker.getToken(FakeWorld.any());
            assertThat(first.expiresIn(time.now())).contains(Duration.ofHours(1));
            time.advance(Duration.ofMinutes(20));
            TokenAnswer later = broker.getToken(FakeWorld.any());
            assertThat(later.expiresIn(time.now())).contains(Duration.ofMinutes(40));
            assertThat(later.schedule().expiresAt()).isEqualTo(first.schedule().expiresAt());
            assertThat(first.source()).isEqualTo(TokenAnswer.Source.FRESH);
            assertThat(later.source()).isEqualTo(TokenAnswer.Source.CACHE);
        }
    }

    @Test
    @DisplayName("B-12 every request is told once at its end, with its source and how long it took")
    void oneEventEach() {
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(broker.getToken(FakeWorld.any()).token()).isNotNull();
            assertThat(broker.getToken(FakeWorld.any()).token()).isNotNull();
        }
        assertThat(world.events.of(TokenEvent.Served.class))
                .extracting(TokenEvent.Served::source)
                .containsExactly(TokenAnswer.Source.FRESH, TokenAnswer.Source.CACHE);
    }

    @Test
    @DisplayName("B-12 a listener that throws costs nobody the token")
    void listenerThrows() {
        try (TokenBroker broker = TokenBroker.over(world.state, world.credentials)
                .provider(provider)
                .time(time)
                .events(event -> {
                    throw new IllegalStateException("a broken metric");
                })
                .build()) {
            assertThat(broker.getToken(FakeWorld.any()).token()).isNotNull();
            assertThat(broker.invalidate(FakeWorld.KEY)).isTrue();
        }
    }

    @Test
    @DisplayName("fault 109 a closed broker turns callers away, and says that it helps to come again")
    void closed() {
        TokenBroker broker = world.broker(provider);
        broker.close();
        assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(Overloaded.class);
        assertThat(provider.calls()).isZero();
    }

    @Test
    @DisplayName("I8 a timeout beyond all measure is taken for a long one")
    void hugeTimeout() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenRequest patient = FakeWorld.any().within(Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(broker.getToken(patient).token()).isNotNull();
        }
    }

    @Test
    @DisplayName("minTtl: no more than half of what the provider gives is demanded")
    void minTtl() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenRequest greedy = FakeWorld.any().livingAtLeast(Duration.ofDays(1));
            assertThat(broker.getToken(greedy).token()).isNotNull();
            time.advance(Duration.ofMinutes(29));
            assertThat(broker.getToken(greedy).source()).isEqualTo(TokenAnswer.Source.CACHE);
            time.advance(Duration.ofMinutes(2));
            assertThat(broker.getToken(greedy).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
        assertThat(provider.calls()).isEqualTo(2);
    }
}
