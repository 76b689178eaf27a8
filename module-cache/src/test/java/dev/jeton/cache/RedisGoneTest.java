package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisGoneTest {

    private static final int POOL = 8;

    private final RedisProcess redis = RedisProcess.start();
    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("fault 36 a state opens without its server, knows it at once, and finds it when it comes")
    void absentAtStart() {
        redis.kill();
        try (WatchedState state = WatchedState.of(redis, Timed.TIMEOUT, POOL)) {
            assertThat(state.isUsable()).isFalse();
            Timed.call(() -> state.tokens().find(key)).assertUnavailable();
            Timed.call(() -> state.tokens().store(key, entry)).assertUnavailable();
            Timed.call(() -> state.tokens().remove(key)).assertUnavailable();
            Timed.call(() -> state.tokens().removeIf(key, entry.token().fingerprint()))
                    .assertUnavailable();
            Timed.call(() -> state.locks().tryAcquire(key, Duration.ofSeconds(30)))
                    .assertUnavailable();

            redis.restart();
            state.awaitUsable();

            assertThat(state.tokens().find(key)).isEmpty();
        }
    }

    @Test
    @DisplayName("fault 37, B-11 a server killed under load holds no call up, and is used again when it is back")
    void killedUnderLoad() {
        try (WatchedState state = WatchedState.of(redis, Timed.TIMEOUT, POOL)) {
            Burst.of(50, i -> i == 0 ? kill(state) : callUntilOver(state)).orFail();

            assertThat(state.isUsable()).as("nobody has to try in vain").isFalse();
            redis.restart();
            state.awaitUsable();
            state.tokens().store(key, entry);
            assertThat(state.tokens().find(key)).contains(entry);
        }
    }

    private int kill(WatchedState state) {
        Eventually.isTrue("there is load", WatchedState.PATIENCE, () -> calls.get() > 500);
        redis.kill();
        state.awaitUnusable();
        int soFar = calls.get();
        Eventually.isTrue("calls go on ending", WatchedState.PATIENCE, () -> calls.get() > soFar + 100);
        over.set(true);
        return soFar;
    }

    private int callUntilOver(WatchedState state) {
        while (!over.get()) {
            Timed.call(() -> state.tokens().find(key)).assertBounded();
            calls.incrementAndGet();
            // Load, and not a machine that does nothing but fail: then it would be the machine that is measured.
            LockSupport.parkNanos(10_000_000);
        }
        return calls.get();
    }

    @Test
    @DisplayName(
            "fault 56 a hundred callers after a restart are all served, over no more connections than the pool has")
    void reconnectStampede() {
        try (WatchedState state = WatchedState.of(redis, Duration.ofSeconds(10), POOL)) {
            redis.kill();
            state.awaitUnusable();
            redis.restart();
            state.awaitUsable();

            Burst.of(101, i -> i == 0 ? mostConnections() : store(state)).orFail();

            assertThat(OurConnections.at(redis)).isBetween(1L, (long) POOL);
        }
    }

    private int store(WatchedState state) {
        TokenKey mine = SomeKeys.fresh();
        state.tokens().store(mine, entry);
        assertThat(state.tokens().find(mine)).contains(entry);
        return calls.incrementAndGet();
    }

    private int mostConnections() {
        int most = 0;
        while (calls.get() < 100) {
            most = Math.max(most, (int) OurConnections.at(redis));
            assertThat(most).isLessThanOrEqualTo(POOL);
        }
        return most;
    }
}
