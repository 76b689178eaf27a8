package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenAnswer.Source;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The near cache and refresh-ahead in their place: two brokers, as two processes, over one shared state. */
class NearBrokerTest {
    private static final Duration DUE = Duration.ofMinutes(58);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualTime time = ManualTime.standingStill();
    private final FakeWorld world = new FakeWorld(time);
    private final CountingProvider provider = new CountingProvider("counting");
    private final TokenBroker one = world.broker(provider);
    private final TokenBroker two = world.broker(provider);

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private TokenAnswer get(TokenBroker broker) {
        return broker.getToken(FakeWorld.any());
    }

    /** The first answer fills, a publication of its own may still end the belief, the next fills again. */
    private TokenAnswer filled(TokenBroker broker) {
        TokenAnswer first = get(broker);
        Eventually.isTrue("answered from near", PATIENCE, () -> get(broker).source() == Source.NEAR);
        return first;
    }

    @Test
    @DisplayName("a token that was had once is answered from this process")
    void near() {
        TokenAnswer first = filled(one);
        world.state.breakDownUnnoticed();
        assertThat(get(one).source()).isEqualTo(Source.NEAR);
        assertThat(get(one).token()).isEqualTo(first.token());
        assertThat(world.state.refused()).isZero();
    }

    @Test
    @DisplayName("B-09 what one process invalidates no other serves from near")
    void invalidatedByAnother() {
        TokenAnswer first = filled(one);
        filled(two);
        assertThat(two.invalidate(FakeWorld.KEY)).isTrue();
        assertThat(get(two).token()).isNotEqualTo(first.token());
        assertThat(get(one).token()).isNotEqualTo(first.token());
    }

    @Test
    @DisplayName("B-09 while changes go unheard an invalidation by another process is obeyed all the same")
    void invalidatedUnheard() {
        TokenAnswer first = filled(one);
        world.local.changes().lose();
        assertThat(get(one).token()).isEqualTo(first.token());
        assertThat(two.invalidate(FakeWorld.KEY)).isTrue();
        assertThat(get(one).token()).isNotEqualTo(first.token());
    }

    @Test
    @DisplayName("a token that is due is served at once while it is renewed, once for all processes")
    void renewedAhead() {
        TokenAnswer old = filled(one);
        filled(two);
        Gate gate = new Gate();
        provider.heldBy(gate);
        time.advance(DUE);
        assertThat(get(one).token()).isEqualTo(old.token());
        assertThat(get(two).token()).isEqualTo(old.token());
        gate.awaitArrived(1);
        assertThat(get(one).token()).isEqualTo(old.token());
        gate.open();
        Eventually.isTrue("both have the new token", PATIENCE, () -> isNewer(get(one), old) && isNewer(get(two), old));
        assertThat(provider.calls()).isEqualTo(2);
    }

    private static boolean isNewer(TokenAnswer answer, TokenAnswer old) {
        return !answer.token().equals(old.token());
    }

    @Test
    @DisplayName("a token that is due is renewed although nobody asks at that moment")
    void renewedUnasked() {
        filled(one);
        time.advance(DUE);
        Eventually.isTrue("renewed", PATIENCE, () -> provider.calls() == 2);
    }

    @Test
    @DisplayName("75 a renewal that fails costs no caller anything while the old token lives")
    void failing() {
        TokenAnswer old = filled(one);
        provider.failingWith(
                new UpstreamTimeout("no answer"), new UpstreamTimeout("no answer"), new UpstreamTimeout("no answer"));
        time.advance(DUE);
        Eventually.isTrue("tried", PATIENCE, () -> provider.calls() >= 2);
        assertThat(get(one).token()).isEqualTo(old.token());
        // It pauses between its attempts, in a time that passes only here.
        Eventually.isTrue("given up", PATIENCE, () -> {
            time.advance(Duration.ofMillis(50));
            return provider.calls() >= 4;
        });
        assertThat(world.events.of(TokenEvent.Failed.class)).isEmpty();
    }

    @Test
    @DisplayName("a refusal of the renewal is not told to callers while the old token is preferred")
    void refused() {
        TokenAnswer old = filled(one);
        provider.failingWith(new CredentialsRejected("no such client"));
        time.advance(Duration.ofMinutes(59).minusSeconds(15));
        Eventually.isTrue("tried", PATIENCE, () -> provider.calls() == 2);
        assertThat(get(one).token()).isEqualTo(old.token());
        // Within the 30 s for which the refusal is remembered, and no longer preferred.
        time.advance(Duration.ofSeconds(20));
        assertThatThrownBy(() -> get(one)).isInstanceOf(CredentialsRejected.class);
    }

    @Test
    @DisplayName("a token that was reported as rejected is not renewed into near by a late reading")
    void rejected() {
        TokenAnswer old = filled(one);
        assertThat(one.invalidate(FakeWorld.KEY, old.token().fingerprint())).isTrue();
        world.state.tokens().store(FakeWorld.KEY, old.entry());
        assertThat(isNewer(get(one), old)).isTrue();
        assertThat(isNewer(get(one), old)).isTrue();
    }
}
