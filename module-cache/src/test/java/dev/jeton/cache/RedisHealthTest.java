package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.SharedStateChanged;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisHealthTest {

    private final RedisProcess redis = RedisProcess.start();
    private final TokenKey key = SomeKeys.fresh();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("B-11 the watch notices by itself that the server is gone and that it is back, and tells each once")
    void tellsEachChangeOnce() {
        try (WatchedState state = WatchedState.patient(redis)) {
            redis.kill();
            state.awaitUnusable();
            redis.restart();
            state.awaitUsable();

            assertThat(state.events().of(SharedStateChanged.class))
                    .extracting(SharedStateChanged::usable)
                    .containsExactly(true, false, true);
        }
    }

    @Test
    @DisplayName("B-11 a reading tells how long the last ping took")
    void latency() {
        try (RedisState state =
                RedisState.open(RedisSettings.of(redis.uri().toString()), event -> {}, TimeSource.system())) {
            Eventually.isTrue(
                    "usable",
                    WatchedState.PATIENCE,
                    () -> state.health().current().usable());

            assertThat(state.health().current().latency()).isPositive();
        }
    }

    @Test
    @DisplayName("fault 30 a caller who is interrupted says nothing about the server")
    void interruptedCaller() {
        try (WatchedState state = WatchedState.patient(redis)) {
            // Stopped, so that the answer is not there before the caller looks for it.
            redis.pause();
            try {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> state.tokens().find(key)).isInstanceOf(CacheUnavailable.class);
            } finally {
                assertThat(Thread.interrupted()).as("the interruption is kept").isTrue();
                redis.resume();
            }

            assertThat(state.isUsable()).isTrue();
            assertThat(state.tokens().find(key)).isEmpty();
            assertThat(state.events().of(SharedStateChanged.class)).hasSize(1);
        }
    }

    @Test
    @DisplayName("B-10 a listener that throws does not end the watch over the server's health")
    void throwingListener() {
        RedisSettings settings = new RedisSettings(RedisAddress.of(redis.uri().toString()), Duration.ofSeconds(5), 4);
        try (RedisState state = RedisState.open(
                settings,
                event -> {
                    throw new IllegalStateException("a broken metric");
                },
                TimeSource.system())) {
            redis.kill();
            awaitUsable(state, false);
            redis.restart();
            awaitUsable(state, true);

            assertThat(state.tokens().find(key)).isEmpty();
        }
    }

    private static void awaitUsable(RedisState state, boolean wanted) {
        Eventually.isTrue(
                "usable: " + wanted,
                WatchedState.PATIENCE,
                () -> state.health().current().usable() == wanted);
    }
}
