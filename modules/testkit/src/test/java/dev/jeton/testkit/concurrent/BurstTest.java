package dev.jeton.testkit.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurstTest {

    @Test
    void allRunsAreUnderWayTogether() {
        CyclicBarrier everybody = new CyclicBarrier(200);

        Burst<Integer> burst = Burst.of(200, i -> {
            everybody.await(10, TimeUnit.SECONDS);
            return i;
        });

        assertThat(burst.orFail())
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void resultsAndFailuresKeepTheirOrder() {
        Burst<Integer> burst = Burst.of(6, i -> {
            if (i % 2 == 1) {
                throw new IOException("run " + i);
            }
            return i;
        });

        assertThat(burst.results()).containsExactly(0, 2, 4);
        assertThat(burst.failures()).extracting(Throwable::getMessage).containsExactly("run 1", "run 3", "run 5");
        assertThat(burst.outcomes()).hasSize(6);
        assertThatThrownBy(burst::orFail)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("3 of 6")
                .hasRootCauseMessage("run 1");
    }

    @Test
    void aFailedAssertionInsideIsAFailure() {
        Burst<Integer> burst = Burst.of(1, i -> {
            throw new AssertionError("inside");
        });

        assertThatThrownBy(burst::orFail).hasRootCauseMessage("inside");
    }

    @Test
    void whatHangsIsNamedAndInterrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);

        assertThatThrownBy(() -> Burst.of(3, Duration.ofMillis(300), i -> {
                    if (i == 1) {
                        hang(interrupted);
                    }
                    return i;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of 3 runs")
                .cause()
                .hasStackTraceContaining("BurstTest.hang");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void hang(CountDownLatch interrupted) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } finally {
            interrupted.countDown();
        }
    }
}
