package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedSourceTest {
    private final ManualTime time = ManualTime.standingStill();
    private final TokenRepository tokens = new LocalState(time).tokens();
    private final RecordingEvents events = new RecordingEvents();
    private final List<TokenDemand> asked = new ArrayList<>();
    private TokenSource behind = demand -> Demands.fresh(time);
    private final SharedSource shared = new SharedSource(
            demand -> {
                asked.add(demand);
                return behind.get(demand);
            },
            tokens,
            Duration.ofSeconds(1),
            events,
            time);

    private TokenEntry cached() {
        TokenEntry entry = Demands.hourLong(time);
        tokens.store(Demands.KEY, entry);
        return entry;
    }

    private void failing(TokenException failure) {
        behind = demand -> {
            throw failure;
        };
    }

    @Test
    @DisplayName("B-15 a preferred token is served from the cache, without asking anybody")
    void preferred() {
        TokenEntry entry = cached();
        time.advance(Duration.ofMinutes(58));
        TokenAnswer answer = shared.get(Demands.any(time));
        assertThat(answer.entry()).isEqualTo(entry);
        assertThat(answer.source()).isEqualTo(TokenAnswer.Source.CACHE);
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("B-09 a token that is invalidated while a better one is looked for is no fallback any more")
    void invalidatedMeanwhile() {
        TokenEntry entry = cached();
        behind = demand -> {
            assertThat(tokens.removeIf(demand.key(), entry.token().fingerprint()))
                    .isTrue();
            throw new UpstreamTimeout("late");
        };
        time.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThatThrownBy(() -> shared.get(Demands.any(time))).isInstanceOf(UpstreamTimeout.class);
    }

    @Test
    @DisplayName("fault 76 a forced demand is never given a token that has expired meanwhile")
    void forcedNeverExpired() {
        cached();
        time.jumpWallClock(Duration.ofHours(2));
        assertThat(shared.get(Demands.forced(time)).source()).isEqualTo(TokenAnswer.Source.FRESH);
    }

    @Test
    @DisplayName("fault 75 while the provider is down, an ageing token is served to its true expiry")
    void staleWhileDown() {
        TokenEntry entry = cached();
        failing(new UpstreamTimeout("late"));
        time.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThat(shared.get(Demands.any(time)).entry()).isEqualTo(entry);
        assertThat(events.count(TokenEvent.StaleServed.class)).isEqualTo(1);
    }

    @Test
    @DisplayName("I5 an expired token is never served")
    void expired() {
        cached();
        failing(new UpstreamTimeout("late"));
        time.advance(Duration.ofMinutes(60));
        assertThatThrownBy(() -> shared.get(Demands.any(time))).isInstanceOf(UpstreamTimeout.class);
    }

    @Test
    @DisplayName("B-18 a refusal is never hidden by an ageing token")
    void refusalShows() {
        cached();
        failing(new CredentialsRejected("no"));
        time.advance(Duration.ofMinutes(59).plusSeconds(30));
        assertThatThrownBy(() -> shared.get(Demands.any(time))).isInstanceOf(CredentialsRejected.class);
    }

    @Test
    @DisplayName("B-08 the rejected token is not even served where no other can be had")
    void rejectedNeverServed() {
        TokenEntry entry = cached();
        failing(new UpstreamTimeout("late"));
        assertThatThrownBy(() -> shared.get(Demands.notThis(entry, time))).isInstanceOf(UpstreamTimeout.class);
        assertThat(shared.get(Demands.notThis(Demands.hourLong(time), time)).entry())
                .isEqualTo(entry);
    }

    @Test
    @DisplayName("B-08 a forced demand skips the cache and excludes what is in it")
    void forcedSkips() {
        TokenEntry entry = cached();
        time.advance(Duration.ofSeconds(1));
        assertThat(shared.get(Demands.forced(time)).source()).isEqualTo(TokenAnswer.Source.FRESH);
        assertThat(asked.getFirst().freshness().permits(entry.token().fingerprint()))
                .isFalse();
    }

    @Test
    @DisplayName("B-08 within the minimal interval a forced demand is given the newest token")
    void forcedTooSoon() {
        TokenEntry entry = cached();
        time.advance(Duration.ofMillis(999));
        assertThat(shared.get(Demands.forced(time)).entry()).isEqualTo(entry);
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("B-08 where nothing is cached, a forced demand is content with whatever appears")
    void forcedOnNothing() {
        assertThat(shared.get(Demands.forced(time)).source()).isEqualTo(TokenAnswer.Source.FRESH);
        assertThat(asked.getFirst().isForced()).isFalse();
    }

    @Test
    @DisplayName("B-08 a token from a machine whose clock is ahead is not taken for a new one")
    void clockAhead() {
        cached();
        time.jumpWallClock(Duration.ofMinutes(-5));
        assertThat(shared.get(Demands.forced(time)).source()).isEqualTo(TokenAnswer.Source.FRESH);
    }

    @Test
    @DisplayName("a demand for a longer life is not served with a shorter one, unless nothing better can be had")
    void minTtl() {
        TokenEntry entry = cached();
        time.advance(Duration.ofMinutes(45));
        TokenDemand long20 = TokenDemand.of(TokenRequest.of(Demands.KEY).livingAtLeast(Duration.ofMinutes(20)), time);
        assertThat(shared.get(long20).source()).isEqualTo(TokenAnswer.Source.FRESH);
        failing(new UpstreamTimeout("late"));
        assertThat(shared.get(long20).entry()).isEqualTo(entry);
    }
}
