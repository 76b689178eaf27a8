package dev.jeton.cache;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvent.CacheFault;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheGoneTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RedisProcess redis = RedisProcess.start();
    private final WatchedState state = WatchedState.of(redis, Timed.TIMEOUT, 8);
    private final CacheService cache = state.shared().cache();
    private final CacheKey key = SomeValues.freshKey();
    private final AtomicInteger asked = new AtomicInteger();
    private final CacheService.Source<String> source =
            SomeValues.source(() -> Optional.of("from the source " + asked.incrementAndGet()));

    @AfterEach
    void stop() {
        state.close();
        redis.close();
    }

    private void assertTheSourceAnswers() {
        int before = asked.get();
        Timed.call(() -> assertThat(cache.getOrLoad(key, TEXT, source)).contains("from the source " + (before + 1)))
                .assertBounded();
        assertThat(asked).hasValue(before + 1);
    }

    private void assertAllElseIsUnavailable() {
        CachePattern pattern = new CachePattern("cache:*");
        List<Runnable> calls = List.of(
                () -> cache.get(key, TEXT),
                () -> cache.set(key, "value", TEXT, HOUR),
                () -> cache.setIfAbsent(key, "value", TEXT, HOUR),
                () -> cache.delete(key),
                () -> cache.deletePattern(pattern),
                () -> cache.exists(key),
                () -> cache.increment(key, HOUR));
        calls.forEach(call -> Timed.call(call).assertUnavailable());
    }

    private void assertKeptAgain() {
        Eventually.passes(WatchedState.PATIENCE, () -> {
            cache.getOrLoad(key, TEXT, source);
            assertThat(cache.get(key, TEXT)).isPresent();
        });
        int before = asked.get();
        assertThat(cache.getOrLoad(key, TEXT, source)).isPresent();
        assertThat(asked).hasValue(before);
    }

    @Test
    @DisplayName("D-10 Redis killed: sources answer, all else says so in time; back again, values are kept")
    void killed() {
        state.awaitWatched();
        assertThat(cache.getOrLoad(key, TEXT, source)).contains("from the source 1");
        redis.kill();

        assertTheSourceAnswers();
        state.awaitUnusable();
        assertTheSourceAnswers();
        assertAllElseIsUnavailable();

        redis.restart();
        state.awaitUsable();
        assertKeptAgain();
    }

    @Test
    @DisplayName("D-10, B-11 Redis hangs: nobody waits longer than a timeout, and once that is known nobody waits")
    void hangs() {
        state.awaitWatched();
        redis.pause();
        try {
            assertTheSourceAnswers();
            state.awaitUnusable();
            int faults = state.events().count(CacheFault.class);
            for (int i = 0; i < 100; i++) {
                assertTheSourceAnswers();
            }
            assertThat(state.events().count(CacheFault.class))
                    .as("what is known is not said at each read")
                    .isEqualTo(faults);
            assertAllElseIsUnavailable();
        } finally {
            redis.resume();
        }
        state.awaitUsable();
        assertKeptAgain();
    }

    @Test
    @DisplayName("D-10 Redis killed while the source is asked: the caller has the answer, and the fault is an event")
    void killedInTheMiddle() {
        state.awaitWatched();
        Optional<String> answer = cache.getOrLoad(key, TEXT, SomeValues.source(() -> {
            redis.kill();
            return Optional.of("answer");
        }));

        assertThat(answer).contains("answer");
        assertThat(state.events().of(CacheFault.class))
                .extracting(CacheFault::operation)
                .contains("fill");
    }

    @Test
    @DisplayName("D-10 what was near is not given while Redis, and with it the word of changes, is away")
    void nearIsNotBelieved() {
        state.awaitWatched();
        cache.set(key, "kept", TEXT, HOUR);
        Eventually.isTrue("it is held", WatchedState.PATIENCE, () -> {
            assertThat(cache.get(key, TEXT)).contains("kept");
            return cache.usage().near() > 0;
        });
        redis.kill();
        Eventually.isTrue(
                "the watch is lost",
                WatchedState.PATIENCE,
                () -> !state.changes().isLive());

        assertTheSourceAnswers();
    }
}
