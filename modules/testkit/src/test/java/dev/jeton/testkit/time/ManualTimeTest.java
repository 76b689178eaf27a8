package dev.jeton.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

    private final ManualTime time = ManualTime.standingStill();

    @Test
    void bothClocksMoveOnlyWhenAdvanced() {
        long nanos = time.nanos();
        assertThat(time.now()).isEqualTo(ManualTime.START).isEqualTo(time.now());

        time.advance(Duration.ofSeconds(5));

        assertThat(time.now()).isEqualTo(ManualTime.START.plusSeconds(5));
        assertThat(time.since(nanos)).isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTickerDoesNotFollowAJumpOfTheWallClock() {
        long nanos = time.nanos();

        time.jumpWallClock(Duration.ofHours(-2));

        assertThat(time.now()).isEqualTo(ManualTime.START.minus(Duration.ofHours(2)));
        assertThat(time.since(nanos)).isZero();
    }

    @Test
    void whoPausesIsWokenWhenEnoughTimeHasPassedAndNotBefore() throws InterruptedException {
        AtomicBoolean woken = new AtomicBoolean();
        Thread pausing = pausing(Duration.ofSeconds(10), woken);
        time.awaitPausing(1);

        time.advance(Duration.ofSeconds(9));
        time.jumpWallClock(Duration.ofHours(1));
        assertThat(time.pausing()).isEqualTo(1);
        assertThat(woken).isFalse();
        time.advance(Duration.ofSeconds(1));

        assertThat(pausing.join(Duration.ofSeconds(10))).isTrue();
        assertThat(woken).isTrue();
        assertThat(time.pausing()).isZero();
    }

    @Test
    void pausingCanBeInterrupted() throws InterruptedException {
        AtomicBoolean woken = new AtomicBoolean();
        Thread pausing = pausing(Duration.ofSeconds(10), woken);
        time.awaitPausing(1);

        pausing.interrupt();

        assertThat(pausing.join(Duration.ofSeconds(10))).isTrue();
        assertThat(woken).isFalse();
        assertThat(time.pausing()).isZero();
    }

    @Test
    void pausesThatAdvanceTakeTheTimeTheySayAndNoOther() throws InterruptedException {
        ManualTime advancing = ManualTime.advancedByPauses();

        advancing.pause(Duration.ofDays(1));

        assertThat(advancing.now()).isEqualTo(ManualTime.START.plus(Duration.ofDays(1)));
        assertThat(advancing.nanos()).isEqualTo(Duration.ofDays(1).toNanos());
    }

    private Thread pausing(Duration duration, AtomicBoolean woken) {
        return Thread.ofVirtual().start(() -> {
            try {
                time.pause(duration);
                woken.set(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
