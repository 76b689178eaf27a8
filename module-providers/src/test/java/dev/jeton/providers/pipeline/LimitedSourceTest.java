package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LimitedSourceTest {
    private final ManualTime time = ManualTime.standingStill();
    private final RecordingEvents events = new RecordingEvents();
    private int through;
    private final LimitedSource limited = new LimitedSource(
            demand -> {
                through++;
                return Demands.fresh(time);
            },
            10,
            events,
            time);

    private void ask(TokenKey key, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(limited.get(TokenDemand.of(TokenRequest.of(key), time)).token())
                    .isNotNull();
        }
    }

    @Test
    @DisplayName("B-10 the eleventh within a minute is turned away, with the time to come again")
    void eleventh() {
        ask(Demands.KEY, 10);
        time.advance(Duration.ofSeconds(45));
        CacheUnavailable refused = catchThrowableOfType(CacheUnavailable.class, () -> limited.get(Demands.any(time)));
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(15));
        assertThat(through).isEqualTo(10);
        assertThat(events.count(TokenEvent.DegradedRejected.class)).isEqualTo(1);
        time.advance(Duration.ofSeconds(15));
        ask(Demands.KEY, 1);
    }

    @Test
    @DisplayName("B-10 each provider and tenant has a limit of its own")
    void ownLimits() {
        ask(Demands.KEY, 10);
        ask(TokenKey.of("counting", "globex"), 10);
        ask(TokenKey.of("another", "acme"), 10);
        assertThat(through).isEqualTo(30);
    }
}
