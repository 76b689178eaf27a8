package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisSlowTest {

    private static final RedisProcess REDIS = RedisProcess.start();

    private final FaultProxy proxy = FaultProxy.inFrontOf(REDIS.host(), REDIS.port());
    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @AfterEach
    void disconnect() {
        proxy.close();
    }

    @Test
    @DisplayName("fault 39 answers that take 200 ms are waited for by a patient timeout")
    void slowButInTime() {
        try (WatchedState state = WatchedState.through(proxy, Duration.ofSeconds(2), 4)) {
            state.tokens().store(key, entry);
            proxy.set(new Fault.Delay(Duration.ofMillis(100)));

            assertThat(state.tokens().find(key)).contains(entry);
            assertThat(state.tokens().removeIf(key, entry.token().fingerprint()))
                    .isTrue();
            assertThat(state.isUsable()).isTrue();
        }
    }

    @Test
    @DisplayName("fault 39, B-11 answers that take 2 s are not waited for")
    void tooSlow() {
        assertBoundedUnder(new Fault.Delay(Duration.ofSeconds(2)));
    }

    @Test
    @DisplayName("fault 40 a half-open connection holds nobody beyond the timeout")
    void halfOpen() {
        assertBoundedUnder(new Fault.HalfOpen());
    }

    @Test
    @DisplayName("B-11 an answer that comes byte by byte holds nobody beyond the timeout")
    void dripping() {
        assertBoundedUnder(new Fault.Drip(Duration.ofMillis(50)));
    }

    private void assertBoundedUnder(Fault fault) {
        try (WatchedState state = WatchedState.through(proxy, Timed.TIMEOUT, 4)) {
            state.awaitUsable();
            state.tokens().store(key, entry);
            proxy.set(fault);

            Timed.call(() -> state.tokens().find(key)).assertUnavailable();
            Timed.call(() -> state.tokens().store(key, entry)).assertUnavailable();
            Timed.call(() -> state.locks().tryAcquire(key, Duration.ofSeconds(30)))
                    .assertUnavailable();
            state.awaitUnusable();

            proxy.heal();
            state.awaitUsable();
            state.tokens().store(key, entry);
            assertThat(state.tokens().find(key)).contains(entry);
        }
    }

    @Test
    @DisplayName("fault 41 a stopped server holds nobody up, and is used again when it goes on")
    void stopped() {
        try (WatchedState state = WatchedState.of(REDIS, Timed.TIMEOUT, 4)) {
            state.awaitUsable();
            state.tokens().store(key, entry);
            REDIS.pause();
            try {
                Timed.call(() -> state.tokens().find(key)).assertUnavailable();
                state.awaitUnusable();
                Timed.call(() -> state.tokens().find(key)).assertUnavailable();
            } finally {
                REDIS.resume();
            }

            state.awaitUsable();
            assertThat(state.tokens().find(key)).contains(entry);
        }
    }

    @Test
    @DisplayName("fault 40 a failed ping alone gives up the connections that sit idle")
    void deadIdleConnectionsAreDropped() {
        try (WatchedState state = WatchedState.through(proxy, Duration.ofSeconds(1), 16)) {
            // Slow enough for sixteen callers to need a connection each.
            proxy.set(new Fault.Delay(Duration.ofMillis(50)));
            Burst.of(16, i -> state.tokens().find(key)).orFail();
            assertThat(OurConnections.at(REDIS)).isGreaterThan(8);

            proxy.set(new Fault.HalfOpen());
            state.awaitUnusable();
            proxy.heal();
            state.awaitUsable();

            Eventually.isTrue("the idle ones are closed", WatchedState.PATIENCE, () -> OurConnections.at(REDIS) < 8);
        }
    }
}
