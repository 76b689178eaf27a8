package dev.jeton.api.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    /** Near the end of the ticker's range, where a sum overflows. */
    private static final class LateTicker implements TimeSource {
        private long nanos = Long.MAX_VALUE - 1;

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration duration) {
            nanos += duration.toNanos();
        }
    }

    private final LateTicker time = new LateTicker();

    @Test
    @DisplayName("I8 a deadline holds where the ticker overflows")
    void overflow() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), time);
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(10));
        time.pause(Duration.ofSeconds(4));
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(6));
        time.pause(Duration.ofSeconds(6));
        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    @DisplayName("I8 patience beyond all measure is taken for a long one")
    void huge() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(Long.MAX_VALUE), time);
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    @DisplayName("B-07 the earlier of two deadlines counts")
    void earlier() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), time);
        assertThat(deadline.orIn(Duration.ofSeconds(3)).remaining()).isEqualTo(Duration.ofSeconds(3));
        assertThat(deadline.orIn(Duration.ofSeconds(30)).remaining()).isEqualTo(Duration.ofSeconds(10));
        assertThat(deadline.remainingUpTo(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.remainingUpTo(Duration.ofSeconds(11))).isEqualTo(Duration.ofSeconds(10));
    }
}
