package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.event.TokenEvent.SharedStateChanged;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BusyProcessTest {

    /** Each in turn, on two processors: once around takes most of a second. */
    private static final int BUSY = 6_000;

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
            redis.command("CONFIG", "RESETSTAT");
            for (int i = 0; i < BUSY; i++) {
                Thread.startVirtualThread(this::takeTurns);
            }
            Eventually.isTrue("pinged", WatchedState.PATIENCE, () -> pings() >= 5);

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

    /** Those of the health and of the watch, one a second each. */
    private long pings() {
        String stats = String.valueOf(redis.command("INFO", "commandstats"));
        return stats.lines()
                .filter(line -> line.startsWith("cmdstat_ping:calls="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(','))))
                .sum();
    }
}
