package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.testkit.fake.FlakyRepository;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublishedSourceTest {
    private final ManualTime time = ManualTime.standingStill();
    private final FlakyRepository tokens = new FlakyRepository(new LocalState(time).tokens());
    private final RecordingEvents events = new RecordingEvents();

    private TokenAnswer publish(TokenAnswer answer) {
        return new PublishedSource(demand -> answer, tokens, events, time).get(Demands.any(time));
    }

    @Test
    @DisplayName("B-05 a new token is put where others find it")
    void published() {
        TokenAnswer answer = publish(Demands.fresh(time));
        assertThat(tokens.find(Demands.KEY)).contains(answer.entry());
        assertThat(events.all()).containsExactly(new TokenEvent.Published(Demands.KEY));
    }

    @Test
    @DisplayName("fault 45 a cache that cannot be written to never costs the caller the token")
    void writeFails() {
        tokens.breakDown();
        assertThat(publish(Demands.fresh(time)).token()).isNotNull();
        assertThat(events.of(TokenEvent.CacheFault.class))
                .singleElement()
                .satisfies(fault -> assertThat(fault.operation()).isEqualTo("store"));
    }

    @Test
    @DisplayName("B-03 a token that ends too soon to be cached is served uncached, with an event")
    void uncacheable() {
        TtlPolicy policy = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0);
        Validity soon = new Validity.Until(time.now().plus(Duration.ofMinutes(59)));
        TokenEntry entry = new TokenEntry(AccessToken.bearer("c4nary-short"), policy.schedule(soon, time.now()));
        assertThat(publish(new TokenAnswer(entry, TokenAnswer.Source.FRESH)).entry())
                .isEqualTo(entry);
        assertThat(tokens.find(Demands.KEY)).isEmpty();
        assertThat(events.count(TokenEvent.Uncacheable.class)).isEqualTo(1);
    }
}
