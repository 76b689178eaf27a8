package dev.jeton.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.providers.oauth.ClientCredentials;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.RefusingProvider;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.time.ManualTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final Canaries canaries = new Canaries();
    private final FakeWorld world = new FakeWorld(ManualTime.advancedByPauses());

    @Test
    @DisplayName("B-13 nothing that holds a secret prints it")
    void toStrings() {
        String secret = canaries.secret("client");
        Credentials credentials =
                new Credentials(Map.of("clientId", Secret.of("id"), "clientSecret", Secret.of(secret)));
        List<Object> holders = List.of(
                Secret.of(secret), credentials, credentials.copy(), ClientCredentials.from(credentials, "read"));
        holders.forEach(holder -> canaries.assertNoneIn(holder.getClass().getSimpleName(), holder.toString()));
        canaries.assertSearched();
    }

    @Test
    @DisplayName("B-12 no answer, event, failure or part of the broker prints a token or a secret")
    void nothingTold() {
        CountingProvider provider = new CountingProvider("counting");
        provider.failingWith(TokenException.UpstreamFailed.passing("502", null, null));
        try (TokenBroker broker = world.broker(provider, RefusingProvider.ofCredentials("refusing"))) {
            TokenAnswer answer = broker.getToken(FakeWorld.any());
            canaries.assertNoneIn("an answer", answer.toString());
            canaries.assertNoneIn("a request", FakeWorld.otherThan(answer).toString());
            world.state.breakDownUnnoticed();
            canaries.assertNoneIn(
                    "a degraded answer", broker.getToken(FakeWorld.forced()).toString());
            canaries.assertNoneIn("the broker", broker.toString());
        }
        assertThat(world.events.all()).isNotEmpty();
        for (TokenEvent event : world.events.all()) {
            canaries.assertNoneIn(event.getClass().getSimpleName(), event.toString());
        }
        world.credentials.assertAllWiped();
        canaries.assertSearched();
    }
}
