package dev.jeton.testkit.process;

import dev.jeton.testkit.concurrent.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Whether a process that was sent SIGSTOP has come to a stand: the signal is on its way when its sender goes on. */
final class Standstill {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Standstill() {}

    /** Returns when no thread of {@code pid} runs any more; at once where there is no {@code /proc}. */
    static void await(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        Eventually.isTrue(pid + " stands still", PATIENCE, () -> standsStill(threads));
    }

    private static boolean standsStill(Path threads) {
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.noneMatch(Standstill::runs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runs(Path thread) {
        try {
            // "12 (the name) T ...": a name may hold anything, even brackets.
            String stat = Files.readString(thread.resolve("stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return "TtZX".indexOf(state) < 0;
        } catch (IOException e) {
            // It has ended.
            return false;
        }
    }
}
