package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.event.TokenEvent.SharedStateChanged;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BusyProcessTest {

    /** Each in turn, on two processors: once around takes longer than a second. */
    private static final int BUSY = 10_000;

    private static final Duration TURN = Duration.ofNanos(300_000);

    @AutoClose
    private final RedisProcess redis = RedisProcess.start();

    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void rest() {
        over.set(true);
    }

    @Test
    @DisplayName("80 a process in which thousands of requests take turns does not take a server for gone that answers")
    void busy() {
        try (WatchedState state = WatchedState.of(redis, Duration.ofSeconds(1), 4)) {
            state.awaitUsable();
            for (int i = 0; i < BUSY; i++) {
                Thread.startVirtualThread(this::takeTurns);
            }
            Set<Duration> latencies = new HashSet<>();
            Eventually.isTrue("pinged three times", WatchedState.PATIENCE, () -> {
                latencies.add(state.health().current().latency());
                return latencies.size() > 3 || !state.isUsable();
            });

            assertThat(state.events().of(SharedStateChanged.class))
                    .extracting(SharedStateChanged::usable)
                    .containsExactly(true);
        }
    }

    /** Gives way after each turn, as a request does that waits for something. */
    @SuppressWarnings("ThreadPriorityCheck")
    private void takeTurns() {
        while (!over.get()) {
            long began = System.nanoTime();
            while (System.nanoTime() - began < TURN.toNanos()) {
                Thread.onSpinWait();
            }
            Thread.yield();
        }
    }
}
