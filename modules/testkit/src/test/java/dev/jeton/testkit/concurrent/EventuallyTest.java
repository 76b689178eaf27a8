package dev.jeton.testkit.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void itLooksUntilTheConditionHolds() {
        Eventually.isTrue("three looks", Duration.ofSeconds(10), () -> looks.incrementAndGet() == 3);

        assertThat(looks).hasValue(3);
    }

    @Test
    void whatNeverHoldsIsNamed() {
        assertThatThrownBy(() -> Eventually.present("a unicorn", Duration.ofMillis(1), Optional::empty))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a unicorn");
    }

    @Test
    void assertionsAreRepeatedAndTheLastFailureCounts() {
        Eventually.passes(
                Duration.ofSeconds(10),
                () -> assertThat(looks.incrementAndGet()).isEqualTo(2));

        assertThatThrownBy(() -> Eventually.passes(Duration.ZERO, () -> {
                    throw new AssertionError("still not");
                }))
                .hasMessage("still not");
    }
}
