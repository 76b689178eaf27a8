package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlidingLimitTest {
    private final ManualTime time = ManualTime.standingStill();
    private final SlidingLimit limit = new SlidingLimit(10, Duration.ofMinutes(1));

    @Test
    @DisplayName("B-10 ten are let through, and the eleventh is told how long to wait")
    void tenAndNoMore() {
        assertThat(taken(10)).isEqualTo(10);
        time.advance(Duration.ofSeconds(20));
        assertThat(limit.take(time.nanos())).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    @DisplayName("B-10 no stretch of a minute sees more than ten, wherever it begins")
    void noTurnOfTheMinute() {
        time.advance(Duration.ofSeconds(59));
        assertThat(taken(10)).isEqualTo(10);
        time.advance(Duration.ofSeconds(2));
        assertThat(taken(10)).isZero();
        time.advance(Duration.ofSeconds(58));
        assertThat(taken(20)).isEqualTo(10);
    }

    @Test
    @DisplayName("B-10 a hundred at the same instant take ten")
    void tenOfAHundred() {
        long taken = Burst.of(100, i -> limit.take(time.nanos())).orFail().stream()
                .filter(Duration::isZero)
                .count();
        assertThat(taken).isEqualTo(10);
    }

    private int taken(int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += limit.take(time.nanos()).isZero() ? 1 : 0;
        }
        return taken;
    }
}
