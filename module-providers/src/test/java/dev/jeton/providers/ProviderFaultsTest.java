package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.RefusingProvider;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProviderFaultsTest {
    private final ManualTime time = ManualTime.advancedByPauses();
    private final FakeWorld world = new FakeWorld(time);
    private final CountingProvider provider = new CountingProvider("counting");

    private static UpstreamFailed badGateway() {
        return UpstreamFailed.passing("the provider failed with status 502", null, null);
    }

    @Test
    @DisplayName("B-18 refused credentials cost one call in 30 s, then one in 60 s, and of no other tenant")
    void refusalIsTerminal() {
        RefusingProvider refusing = RefusingProvider.ofCredentials("counting");
        try (TokenBroker broker = world.broker(refusing)) {
            for (int second = 0; second < 90; second++) {
                assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(CredentialsRejected.class);
                time.advance(Duration.ofSeconds(1));
            }
            assertThat(refusing.calls()).isEqualTo(2);
            assertThatThrownBy(() -> broker.getToken(TokenRequest.of("counting", "globex")))
                    .isInstanceOf(CredentialsRejected.class);
            assertThat(refusing.calls()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("fault 57 no call is made before a pause that the provider asked for is over")
    void pause() {
        provider.failingWith(new RateLimited("the provider asks for a pause", Duration.ofSeconds(20)));
        try (TokenBroker broker = world.broker(provider)) {
            for (int second = 0; second < 20; second++) {
                assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(RateLimited.class);
                time.advance(Duration.ofSeconds(1));
            }
            assertThat(provider.calls()).isEqualTo(1);
            assertThat(broker.getToken(FakeWorld.any()).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
    }

    @Test
    @DisplayName("B-18 a server error and a timeout cost two retries and no failure")
    void retried() {
        provider.failingWith(badGateway(), new UpstreamTimeout("late"));
        try (TokenBroker broker = world.broker(provider)) {
            assertThat(broker.getToken(FakeWorld.any()).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
        assertThat(provider.calls()).isEqualTo(3);
        assertThat(world.events.count(TokenEvent.UpstreamFailed.class)).isEqualTo(2);
        world.credentials.assertAllWiped();
    }

    @Test
    @DisplayName("fault 75 while a token lives, callers see nothing of a provider that is down")
    void hiddenWhileATokenLives() {
        try (TokenBroker broker = world.broker(provider)) {
            TokenAnswer first = broker.getToken(FakeWorld.any());
            time.advance(Duration.ofMinutes(59).plusSeconds(30));
            provider.failingWith(badGateway(), badGateway(), badGateway());
            TokenAnswer stale = broker.getToken(FakeWorld.any());
            assertThat(stale.token()).isEqualTo(first.token());
            assertThat(stale.expiresIn(time.now()).orElseThrow()).isPositive();
        }
        assertThat(world.events.count(TokenEvent.StaleServed.class)).isEqualTo(1);
    }

    @Test
    @DisplayName("B-18 nothing that was not refused is remembered: the next request asks again")
    void failuresAreNotRemembered() {
        try (TokenBroker broker = world.broker(provider)) {
            provider.failingWith(badGateway(), badGateway(), badGateway());
            assertThatThrownBy(() -> broker.getToken(FakeWorld.any())).isInstanceOf(UpstreamFailed.class);
            assertThat(broker.getToken(FakeWorld.any()).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
        assertThat(world.events.count(TokenEvent.RefreshFailed.class)).isEqualTo(1);
        assertThat(world.events.count(TokenEvent.Failed.class)).isEqualTo(1);
    }
}
