package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.event.TokenEvent.SharedStateChanged;
import dev.jeton.api.event.TokenEvent.WatchChanged;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisStateLeaksTest {

    private static final Pattern OURS = Pattern.compile("dev\\.jeton\\.cache\\.redis\\.");

    private static RedisProcess redis;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    @DisplayName("I10 closing ends every connection and every thread, and says nothing about the server's health")
    void closingLeavesNothing() {
        WatchedState state = WatchedState.of(redis, Duration.ofSeconds(5), 16);
        Burst.of(50, i -> state.tokens().find(SomeKeys.fresh())).orFail();
        assertThat(OurConnections.at(redis)).isBetween(1L, 16L);
        state.awaitWatched();
        assertThat(OurConnections.watchingAt(redis)).isEqualTo(1);
        assertThat(oursIn(threadDump()))
                .as("the watches over the health and the keys")
                .isTrue();

        state.close();

        OurConnections.awaitNoneAt(redis);
        Eventually.isTrue("all threads end", WatchedState.PATIENCE, () -> !oursIn(threadDump()));
        assertThat(state.events().of(SharedStateChanged.class)).allMatch(SharedStateChanged::usable);
        assertThat(state.events().of(WatchChanged.class)).allMatch(WatchChanged::live);
        assertThat(state.changes().isLive()).isFalse();
    }

    @Test
    @DisplayName("closing twice does no harm, and a call afterwards fails in the one typed way and raises no alarm")
    void closingTwice() {
        WatchedState state = WatchedState.patient(redis);
        state.close();
        state.close();

        Timed.call(() -> state.tokens().find(SomeKeys.fresh())).assertUnavailable();
        assertThat(state.events().of(SharedStateChanged.class)).allMatch(SharedStateChanged::usable);
    }

    @Test
    @DisplayName("I10 opening and closing many times leaves no connection")
    void openedOften() {
        for (int round = 0; round < 30; round++) {
            WatchedState.patient(redis).close();
        }

        OurConnections.awaitNoneAt(redis);
    }

    private static boolean oursIn(String dump) {
        return OURS.matcher(dump).find();
    }

    /** Virtual threads too, which only this kind of dump shows. */
    private static String threadDump() {
        Path directory = Scratch.directory("threads");
        Path file = directory.resolve("dump.txt");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(ProcessHandle.current().pid());
        try (ChildProcess dump = ChildProcess.start(List.of(jcmd, pid, "Thread.dump_to_file", file.toString()))) {
            assertThat(dump.awaitExit(WatchedState.PATIENCE)).isZero();
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Scratch.delete(directory);
        }
    }
}
