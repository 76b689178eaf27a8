package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryPausesTest {

    private static final Duration BRIEF = Duration.ofMillis(3);
    private static final Duration LONG = Duration.ofMillis(100);

    private final RetryPauses pauses = new RetryPauses(() -> 0);

    @Test
    @DisplayName(
            "the first attempt is made at once, and each after that twice as long after the last one, up to a second")
    void doubles() {
        assertThat(pauses.after(BRIEF, false)).isZero();
        assertThat(pauses.after(BRIEF, false)).hasMillis(50);
        assertThat(pauses.after(BRIEF, false)).hasMillis(100);
        assertThat(pauses.after(BRIEF, false)).hasMillis(200);
        assertThat(pauses.after(BRIEF, false)).hasMillis(400);
        assertThat(pauses.after(BRIEF, false)).hasMillis(800);
        assertThat(pauses.after(BRIEF, false)).hasSeconds(1);
    }

    @Test
    @DisplayName("a watch that lasted is renewed at once, one that is lost as soon as it is there is not")
    void lasted() {
        pauses.after(BRIEF, false);
        pauses.after(BRIEF, false);

        assertThat(pauses.after(LONG, false)).isZero();
        assertThat(pauses.after(BRIEF, false)).hasMillis(50);
    }

    @Test
    @DisplayName("of a thousand failures in a row none is followed by no pause, nor by more than its longest one")
    void bounded() {
        pauses.after(BRIEF, true);
        for (int failure = 1; failure <= 1000; failure++) {
            Duration refused = pauses.after(BRIEF, true);
            assertThat(refused).isBetween(Duration.ofMillis(50), Duration.ofSeconds(5));
        }
        assertThat(pauses.after(BRIEF, true)).hasSeconds(5);
        assertThat(pauses.after(BRIEF, false)).hasSeconds(1);
    }

    @Test
    @DisplayName("chance takes up to half of a pause away")
    void jittered() {
        RetryPauses unlucky = new RetryPauses(() -> Math.nextDown(1.0));
        unlucky.after(BRIEF, false);

        assertThat(unlucky.after(BRIEF, false)).isBetween(Duration.ofMillis(25), Duration.ofMillis(26));
    }
}
