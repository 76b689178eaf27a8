package dev.jeton.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.concurrent.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void bothStreamsAreCapturedAndTheExitCodeReturned() {
        try (ChildProcess child = shell("echo out; echo err >&2; exit 7")) {
            assertThat(child.awaitExit(PATIENCE)).isEqualTo(7);
            assertThat(child.output()).containsExactlyInAnyOrder("out", "err");
        }
    }

    @Test
    void aLineIsAwaitedAndMatched() {
        try (ChildProcess child = shell("echo starting; echo listening on port 8080; sleep 100")) {
            assertThat(child.awaitLine("port (\\d+)", PATIENCE).group(1)).isEqualTo("8080");
            assertThat(child.awaitLine("start", PATIENCE).hasMatch()).isTrue();
            assertThat(child.isAlive()).isTrue();
        }
    }

    @Test
    void waitingForALineEndsWithTheProcessAndShowsWhatItSaid() {
        try (ChildProcess child = shell("echo cannot bind; exit 1")) {
            assertThatThrownBy(() -> child.awaitLine("listening", Duration.ofHours(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("cannot bind");
        }
    }

    @Test
    void onlyWhatIsToComeCanBeAwaited() {
        try (ChildProcess child = shell("echo once; read line; echo once")) {
            child.awaitLine("once", PATIENCE);
            int seen = child.output().size();

            assertThatThrownBy(() -> child.awaitLine("once", seen, Duration.ofMillis(20)))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void theEnvironmentIsChangedAndVariablesAreRemoved() {
        Map<String, @Nullable String> environment = new HashMap<>();
        environment.put("PATH", null);
        environment.put("GREETING", "hello");
        Path here = Scratch.directory("child");

        try (ChildProcess child =
                ChildProcess.start(List.of("/bin/sh", "-c", "/usr/bin/env; pwd"), environment, here)) {
            assertThat(child.awaitExit(PATIENCE)).isZero();
            assertThat(child.output())
                    .contains("GREETING=hello", here.toAbsolutePath().toString())
                    .noneMatch(line -> line.startsWith("PATH="));
        }
    }

    @Test
    void signalsArriveByTheirNames() {
        try (ChildProcess child =
                shell("trap 'echo asked to end; exit 3' TERM; echo ready; while :; do sleep 0.01; done")) {
            child.awaitLine("ready", PATIENCE);
            child.signal("STOP");
            child.signal("TERM");
            assertThatThrownBy(() -> child.awaitExit(Duration.ofMillis(50))).isInstanceOf(AssertionError.class);
            child.signal("CONT");

            assertThat(child.awaitExit(PATIENCE)).isEqualTo(3);
            assertThat(child.output()).contains("asked to end");
        }
    }

    @Test
    @DisplayName("stopped is stopped: of what it would have done next, nothing is done after the signal returns")
    void stoppedIsStopped() throws IOException {
        Path here = Scratch.directory("stopped");
        Path count = here.resolve("count");
        try (ChildProcess child =
                ChildProcess.start(List.of("sh", "-c", "while :; do echo x >> count; done"), Map.of(), here)) {
            Eventually.isTrue("counts", PATIENCE, () -> Files.exists(count));
            for (int round = 0; round < 50; round++) {
                child.signal("STOP");
                long size = Files.size(count);
                for (int look = 0; look < 100; look++) {
                    assertThat(Files.size(count)).isEqualTo(size);
                }
                child.signal("CONT");
            }
        }
    }

    @Test
    void closingKillsTheDescendantsToo() {
        ChildProcess child = shell("sleep 100 & echo child $!; wait");
        long grandchild =
                Long.parseLong(child.awaitLine("child (\\d+)", PATIENCE).group(1));
        assertThat(child.rssKib().isPresent()).isEqualTo(Files.exists(Path.of("/proc/self/status")));

        child.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.awaitExit(PATIENCE)).isEqualTo(128 + 9);
        assertThat(child.rssKib()).isEmpty();
        Eventually.isTrue(
                "the grandchild is gone",
                PATIENCE,
                () -> ProcessHandle.of(grandchild)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty());
    }

    private static ChildProcess shell(String script) {
        return ChildProcess.start(List.of("sh", "-c", script));
    }
}
