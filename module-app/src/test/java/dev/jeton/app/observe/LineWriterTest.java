package dev.jeton.app.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LineWriterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void giveBack() {
        System.setErr(before);
    }

    private List<String> lines() {
        return written.toString(UTF_8).lines().toList();
    }

    private static LogLine line(String text) {
        return to -> to.append(text);
    }

    @Test
    @DisplayName("B-12 of many threads' lines none is lost, torn or before its elder")
    void nothingIsLost() {
        System.setErr(new PrintStream(written, false, UTF_8));
        int threads = 16;
        int each = 5_000;
        try (LineWriter writer = LineWriter.start()) {
            Burst.of(threads, thread -> {
                        for (int i = 0; i < each; i++) {
                            writer.write(line(thread + " " + i));
                        }
                        return thread;
                    })
                    .orFail();
        }

        List<String> lines = lines();
        long misplaced = IntStream.range(0, threads)
                .filter(thread -> !lines.stream()
                        .filter(line -> line.startsWith(thread + " "))
                        .toList()
                        .equals(IntStream.range(0, each)
                                .mapToObj(i -> thread + " " + i)
                                .toList()))
                .count();
        System.out.printf("%d lines checked, %d threads violated%n", lines.size(), misplaced);
        assertThat(lines).hasSize(threads * each);
        assertThat(misplaced).isZero();
    }

    @Test
    @DisplayName("B-12 a line for which there is no memory is left out whole, and takes no other with it")
    void outlivesWhatFails() {
        System.setErr(new PrintStream(written, false, UTF_8));
        try (LineWriter writer = LineWriter.start()) {
            for (int i = 0; i < 100; i++) {
                writer.write(line("good " + i));
                writer.write(to -> {
                    to.append("half of it");
                    throw new OutOfMemoryError("planted");
                });
                Eventually.isTrue("written", PATIENCE, () -> lines().size() >= 1);
            }
            Eventually.isTrue("all good ones are written", PATIENCE, () -> lines().size() == 100);
        }
        assertThat(lines())
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "good " + i).toList());
    }

    @Test
    @DisplayName("B-12 while stderr takes nothing, who brings a line too many waits, and none is dropped")
    void fullMeansWaiting() throws InterruptedException {
        Gate stderr = new Gate();
        System.setErr(new PrintStream(gated(stderr), false, UTF_8));
        AtomicInteger brought = new AtomicInteger();
        int lines = 20_000;
        try (LineWriter writer = LineWriter.start()) {
            writer.write(line("first"));
            stderr.awaitArrived(1);
            Thread bringer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < lines; i++) {
                    writer.write(line("line " + i));
                    brought.incrementAndGet();
                }
            });
            Eventually.isTrue("the bringer waits", PATIENCE, () -> bringer.getState() == Thread.State.WAITING);

            assertThat(brought).hasValueBetween(1_000, lines - 1);
            stderr.open();
            bringer.join();
        }

        assertThat(lines()).hasSize(lines + 1).last().isEqualTo("line " + (lines - 1));
    }

    private OutputStream gated(Gate gate) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                try {
                    gate.pass();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                written.write(bytes, from, length);
            }
        };
    }

    @Test
    @DisplayName("a line is written soon, also after a rest, and at once after closing")
    void nobodyWaitsForLong() {
        System.setErr(new PrintStream(written, false, UTF_8));
        LineWriter writer = LineWriter.start();
        for (int i = 1; i <= 3; i++) {
            int count = i;
            writer.write(line("line " + i));
            Eventually.isTrue("line " + i, PATIENCE, () -> lines().size() == count);
        }

        writer.close();
        writer.write(line("the last"));
        assertThat(lines()).hasSize(4).last().isEqualTo("the last");
    }
}
