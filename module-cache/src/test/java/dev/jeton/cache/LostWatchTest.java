package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.WatchChanged;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fake.HeardChanges;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LostWatchTest {

    /** A ping each second, and its timeout. */
    private static final Duration LONGEST_DEAF = Duration.ofMillis(1_250);

    private final RedisProcess redis = RedisProcess.start();
    private final TokenKey key = SomeKeys.fresh();
    private final HeardChanges heard = new HeardChanges();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("a watch is one connection, and it is there before anybody listens")
    void oneConnection() {
        try (WatchedState state = watched(Duration.ofSeconds(5))) {
            assertThat(OurConnections.watchingAt(redis)).isEqualTo(1);
            assertThat(changesOfWatch(state)).containsExactly(true);
            assertThat(heard.all()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "fault 32 a killed watch is not live while it tells that it missed something, then and before it is live")
    void killed() {
        try (WatchedState state = watched(Duration.ofSeconds(5))) {
            LiveWhenMissed live = new LiveWhenMissed(state.changes());
            state.changes().listen(live);

            long killed = System.nanoTime();
            assertThat(redis.command("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(1L);
            awaitChangesOfWatch(state, true, false, true);
            Duration deaf = Duration.ofNanos(System.nanoTime() - killed);

            assertThat(live.readings).containsExactly(false, false);
            assertThat(heard.misses()).isEqualTo(2);
            assertHears(state);
            System.out.println("watch killed: live again after " + deaf.toMillis() + " ms");
        }
    }

    @Test
    @DisplayName(
            "fault 37 a watch is lost with its server, says so once however long that lasts, and comes back with it")
    void serverGone() {
        try (WatchedState state = watched(Timed.TIMEOUT)) {
            redis.kill();
            awaitChangesOfWatch(state, true, false);
            assertThat(heard.misses()).isEqualTo(1);
            // Long enough for a few attempts.
            Eventually.isTrue("it is known to be down", WatchedState.PATIENCE, () -> !state.isUsable());
            redis.restart();
            awaitChangesOfWatch(state, true, false, true);

            assertThat(heard.misses()).isEqualTo(2);
            assertHears(state);
        }
    }

    @Test
    @DisplayName("fault 36 a watch over a server that is not there yet says so once and begins when it comes")
    void absentAtStart() {
        redis.kill();
        try (WatchedState state = WatchedState.of(redis, Timed.TIMEOUT, 4)) {
            awaitChangesOfWatch(state, false);
            state.changes().listen(heard);
            redis.restart();
            awaitChangesOfWatch(state, false, true);
            assertHears(state);
        }
    }

    @Test
    @DisplayName(
            "fault 40 a connection on which nothing arrives any more is given up when a ping is not answered in time")
    void halfOpen() {
        try (FaultProxy proxy = FaultProxy.inFrontOf(redis.host(), redis.port());
                WatchedState state = WatchedState.through(proxy, Timed.TIMEOUT, 4)) {
            state.awaitWatched();
            state.changes().listen(heard);

            long began = System.nanoTime();
            proxy.set(new Fault.HalfOpen());
            awaitChangesOfWatch(state, true, false);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            proxy.heal();
            awaitChangesOfWatch(state, true, false, true);

            assertThat(took).isLessThan(LONGEST_DEAF.multipliedBy(2));
            assertHears(state);
            System.out.println("watch half open: noticed after " + took.toMillis() + " ms, at most "
                    + LONGEST_DEAF.toMillis() + " expected");
        }
    }

    private WatchedState watched(Duration timeout) {
        WatchedState state = WatchedState.of(redis, timeout, 4);
        state.awaitWatched();
        state.changes().listen(heard);
        return state;
    }

    private void assertHears(WatchedState state) {
        assertThat(state.changes().isLive()).isTrue();
        redis.command("SET", "auth:token:" + key, "anything");
        Eventually.isTrue("it hears", WatchedState.PATIENCE, () -> heard.of(key) > 0);
    }

    private static List<Boolean> changesOfWatch(WatchedState state) {
        return state.events().of(WatchChanged.class).stream()
                .map(WatchChanged::live)
                .toList();
    }

    private static void awaitChangesOfWatch(WatchedState state, Boolean... live) {
        Eventually.isTrue(
                "the watch told " + List.of(live),
                WatchedState.PATIENCE,
                () -> changesOfWatch(state).equals(List.of(live)));
    }

    /** Reads whether the watch is live at every moment in which it says that something was missed. */
    private static final class LiveWhenMissed implements ChangeWatch.Listener {

        private final ChangeWatch watch;
        private final List<Boolean> readings = new CopyOnWriteArrayList<>();

        LiveWhenMissed(ChangeWatch watch) {
            this.watch = watch;
        }

        @Override
        public void changed(TokenKey key) {
            // Not asked about.
        }

        @Override
        public void missed() {
            readings.add(watch.isLive());
        }
    }
}
