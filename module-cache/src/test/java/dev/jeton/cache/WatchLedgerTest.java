package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import dev.jeton.testkit.server.RespConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchLedgerTest {

    private static final int KILLS = 20;

    /** As long as a watch has to last to be renewed at once; every fourth one does not. */
    private static final Duration BETWEEN_KILLS = Duration.ofMillis(110);

    private final RedisProcess redis = RedisProcess.start();
    private final WatchLedger ledger = new WatchLedger();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName(
            "fault 32 of all that is written while the watch is killed again and again, nothing goes unheard in silence")
    void killedUnderAStreamOfWrites() {
        try (RedisState state =
                RedisState.open(RedisSettings.of(redis.uri().toString()), ledger, TimeSource.system())) {
            state.changes().listen(ledger);
            Burst.of(3, i -> i == 0 ? kill() : write()).orFail();
            Eventually.isTrue("it hears again", WatchedState.PATIENCE, () -> ledger.heard(writeOne()));

            List<String> violations = ledger.violations();
            System.out.println(ledger + ", " + KILLS + " kills: " + ledger.checked() + " checked, " + violations.size()
                    + " violated");
            assertThat(violations).isEmpty();
            assertThat(ledger.unheard()).as("writes that only a miss covers").isPositive();
        }
    }

    private int kill() {
        for (int kills = 0; kills < KILLS; kills++) {
            int before = kills;
            Eventually.isTrue("live again", WatchedState.PATIENCE, () -> ledger.timesFound() > before);
            long live = System.nanoTime();
            int soFar = written.get();
            Duration wait = kills % 4 == 0 ? Duration.ZERO : BETWEEN_KILLS;
            Eventually.isTrue(
                    "writes go on",
                    WatchedState.PATIENCE,
                    () -> written.get() > soFar + 20 && System.nanoTime() - live >= wait.toNanos());
            redis.command("CLIENT", "KILL", "TYPE", "pubsub");
        }
        over.set(true);
        return KILLS;
    }

    private int write() throws IOException {
        try (RespConnection connection = redis.connect()) {
            while (!over.get()) {
                int number = written.incrementAndGet();
                ledger.begins(number);
                connection.call("SET", WatchLedger.token(number), "anything", "PX", "60000");
                ledger.isDone(number);
            }
        }
        return written.get();
    }

    private int writeOne() {
        int number = written.incrementAndGet();
        ledger.begins(number);
        redis.command("SET", WatchLedger.token(number), "anything", "PX", "60000");
        ledger.isDone(number);
        LockSupport.parkNanos(2_000_000);
        return number;
    }
}
