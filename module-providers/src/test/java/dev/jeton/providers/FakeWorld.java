package dev.jeton.providers;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.fake.UnusableState;
import java.util.List;
import java.util.Map;

/** One shared state, one source of credentials, and as many brokers over them, as "processes", as a test wants. */
final class FakeWorld {
    static final TokenKey KEY = TokenKey.of("counting", "acme");

    final TimeSource time;
    final LocalState local;
    final UnusableState state;
    final RecordingEvents events = new RecordingEvents();
    final FixedCredentials credentials =
            new FixedCredentials(Map.of("clientId", "acme-id", "clientSecret", "c4nary-client-secret"));

    FakeWorld(TimeSource time) {
        this.time = time;
        this.local = new LocalState(time);
        this.state = new UnusableState(local);
    }

    TokenBroker broker(TokenProvider... providers) {
        return broker(BrokerSettings.defaults(), providers);
    }

    TokenBroker broker(BrokerSettings settings, TokenProvider... providers) {
        return TokenBroker.over(state, credentials)
                .providers(List.of(providers))
                .settings(settings)
                .events(events)
                .time(time)
                .build();
    }

    static TokenRequest any() {
        return TokenRequest.of(KEY);
    }

    static TokenRequest forced() {
        return any().with(new Freshness.Forced());
    }

    static TokenRequest otherThan(TokenAnswer rejected) {
        return any().with(new Freshness.NotThis(rejected.token().fingerprint()));
    }
}
