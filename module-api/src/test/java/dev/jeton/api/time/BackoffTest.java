package dev.jeton.api.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @ParameterizedTest(name = "after {0} failures {1} ms")
    @CsvSource({"-1, 100", "0, 100", "1, 200", "2, 400", "4, 1600", "5, 2000", "64, 2000", "2147483647, 2000"})
    void doublesUpToItsMaximum(int failures, long millis) {
        assertThat(Backoff.steady(FIRST, LONGEST).delay(failures)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    @DisplayName("B-18 no number of failures makes the delay negative or longer than its maximum")
    void staysWithinItsBounds() {
        Random random = new Random(18);
        assertThat(outOfBounds(new Backoff(FIRST, LONGEST, random::nextDouble)::delay, LONGEST))
                .isZero();
        assertThat(outOfBounds(
                        Backoff.steady(Duration.ofDays(300), Duration.ofDays(36_500))::delay, Duration.ofDays(36_500)))
                .isZero();
    }

    @Test
    @DisplayName("planted bug: a backoff that overflows is caught by the bounds")
    void overflowIsCaught() {
        assertThat(outOfBounds(n -> Duration.ofMillis((1L << (n - 1)) * 100), LONGEST))
                .isPositive();
    }

    @Test
    @DisplayName("B-18 jitter takes away at most half")
    void jitterShortens() {
        assertThat(new Backoff(FIRST, LONGEST, () -> 0.999).delay(0)).isEqualTo(Duration.ofMillis(50));
        assertThat(new Backoff(FIRST, LONGEST, () -> 0).delay(0)).isEqualTo(FIRST);
    }

    @Test
    void firstDelayBeyondTheMaximumIsTheMaximum() {
        assertThat(Backoff.steady(Duration.ofHours(1), LONGEST).delay(0)).isEqualTo(LONGEST);
    }

    private static long outOfBounds(IntFunction<Duration> delay, Duration longest) {
        return IntStream.rangeClosed(0, 1000)
                .mapToObj(delay)
                .filter(chosen -> chosen.isNegative() || chosen.compareTo(longest) > 0)
                .count();
    }
}
