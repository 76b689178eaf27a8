package dev.jeton.providers.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.providers.TokenBroker;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WhatsAppBrokerTest {
    private static final TokenKey KEY = TokenKey.of("whatsapp", "acme");

    private final ManualTime time = ManualTime.standingStill();
    private final LocalState state = new LocalState(time);
    private final RecordingEvents events = new RecordingEvents();

    /** A state in which whoever touches a lock fails. */
    private record NoLocks(SharedState state) implements SharedState {
        @Override
        public TokenRepository tokens() {
            return state.tokens();
        }

        @Override
        public LockRepository locks() {
            return (key, lease) -> {
                throw new AssertionError("a lock was asked for");
            };
        }

        @Override
        public CacheService cache() {
            return state.cache();
        }

        @Override
        public ChangeWatch changes() {
            return state.changes();
        }

        @Override
        public StateHealth health() {
            return state.health();
        }

        @Override
        public Reach reach() {
            return state.reach();
        }

        @Override
        public void close() {
            state.close();
        }
    }

    private TokenBroker broker(FixedCredentials credentials) {
        return TokenBroker.over(new NoLocks(state), credentials)
                .provider(new WhatsAppProvider(time))
                .events(events)
                .time(time)
                .build();
    }

    private FixedCredentials expiringIn(Duration life) {
        return new FixedCredentials(Map.of(
                "systemUserToken",
                "c4nary-wa",
                "expiresAt",
                time.now().plus(life).toString()));
    }

    @Test
    @DisplayName("B-03 a permanent token has no expiry, is cached for 24 h, and is looked at again in good time")
    void permanent() {
        FixedCredentials credentials = new FixedCredentials(Map.of("systemUserToken", "c4nary-wa"));
        try (TokenBroker broker = broker(credentials)) {
            TokenAnswer answer = broker.getToken(TokenRequest.of(KEY));
            assertThat(answer.expiresIn(time.now())).isEmpty();
            assertThat(answer.schedule().cacheTtl(time.now())).isEqualTo(Duration.ofHours(24));
            assertThat(answer.schedule().refreshAt())
                    .isBetween(time.now().plus(Duration.ofHours(23)), time.now().plus(Duration.ofHours(24)));
            time.advance(Duration.ofHours(23));
            assertThat(broker.getToken(TokenRequest.of(KEY)).source()).isEqualTo(TokenAnswer.Source.CACHE);
            time.advance(Duration.ofHours(1));
            assertThat(broker.getToken(TokenRequest.of(KEY)).source()).isEqualTo(TokenAnswer.Source.FRESH);
        }
        assertThat(credentials.handedOut()).hasSize(2);
        credentials.assertAllWiped();
    }

    @Test
    @DisplayName("B-03 a token of 60 days is cached until an hour before it expires, and answers tell its own expiry")
    void sixtyDays() {
        FixedCredentials credentials = expiringIn(Duration.ofDays(60));
        try (TokenBroker broker = broker(credentials)) {
            TokenAnswer answer = broker.getToken(TokenRequest.of(KEY));
            assertThat(answer.expiresIn(time.now())).contains(Duration.ofDays(60));
            assertThat(answer.schedule().cacheTtl(time.now()))
                    .isEqualTo(Duration.ofDays(60).minusHours(1));
        }
    }

    @Test
    @DisplayName("B-03 a token in its last hour is served uncached, each time with a warning")
    void tooShortToCache() {
        FixedCredentials credentials = expiringIn(Duration.ofMinutes(30));
        try (TokenBroker broker = broker(credentials)) {
            for (int i = 0; i < 3; i++) {
                assertThat(broker.getToken(TokenRequest.of(KEY)).source()).isEqualTo(TokenAnswer.Source.FRESH);
            }
        }
        assertThat(events.count(TokenEvent.Uncacheable.class)).isEqualTo(3);
        assertThat(credentials.handedOut()).hasSize(3);
    }

    @Test
    @DisplayName("B-03 many callers take no lock, and none is answered with anything else")
    void noLock() {
        FixedCredentials credentials = new FixedCredentials(Map.of("token", "c4nary-wa"));
        try (TokenBroker broker = broker(credentials)) {
            assertThat(Burst.of(100, i -> broker.getToken(TokenRequest.of(KEY))).orFail())
                    .hasSize(100)
                    .allMatch(answer -> answer.token().value().equals("c4nary-wa"));
        }
        assertThat(events.count(TokenEvent.UpstreamAnswered.class)).isZero();
    }
}
