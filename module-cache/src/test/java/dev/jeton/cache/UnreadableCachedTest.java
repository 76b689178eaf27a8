package dev.jeton.cache;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvent.CacheFault;
import dev.jeton.api.event.TokenEvent.SealBroken;
import dev.jeton.api.port.SealLabel;
import dev.jeton.crypto.KeyRing;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What others put under the keys of values. */
class UnreadableCachedTest {

    private static final RedisProcess REDIS = RedisProcess.start();
    private static final KeyRing KEYS = KeyRing.parse(NewKey.named("k1"));
    private static final WatchedState PLAIN = WatchedState.patient(REDIS);
    private static final WatchedState SEALED = WatchedState.sealed(REDIS, KEYS);
    private static final Duration HOUR = Duration.ofHours(1);

    private final CacheKey key = SomeValues.freshKey();

    @AfterAll
    static void stop() {
        PLAIN.close();
        SEALED.close();
        KEYS.close();
        REDIS.close();
    }

    @BeforeEach
    void forget() {
        PLAIN.events().clear();
        SEALED.events().clear();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("cut off", "\"secre"),
                Arguments.of("no JSON", "secret"),
                Arguments.of("of another format", "{\"v\":1}"),
                Arguments.of("NUL bytes", "\0\0\0"),
                Arguments.of("longer than any value", "\"" + "secret".repeat(20_000) + "\""),
                Arguments.of("an envelope", "{\"v\":1,\"kid\":\"k\",\"iv\":\"AA\",\"ct\":\"secret\"}"));
    }

    @ParameterizedTest(name = "fault 49 a cached value that is {0} is absent and an event, and is replaced")
    @MethodSource("values")
    void unreadable(String what, String value) {
        for (WatchedState state : List.of(PLAIN, SEALED)) {
            REDIS.command("SET", key.name(), value);

            assertAbsentAndReplaced(state.shared().cache());
            assertThat(state.events().all())
                    .as(what)
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event).isInstanceOfAny(CacheFault.class, SealBroken.class));
            assertThat(state.events().all().toString()).contains(key.name()).doesNotContain("secre");
        }
    }

    private void assertAbsentAndReplaced(CacheService cache) {
        assertThat(cache.get(key, TEXT)).isEmpty();
        assertThat(cache.getOrLoad(key, TEXT, SomeValues.source(() -> Optional.of("right"))))
                .contains("right");
        assertThat(cache.get(key, TEXT)).contains("right");
        assertThat(cache.delete(key)).isTrue();
    }

    @Test
    @DisplayName("fault 49 a key of another type is absent, can be deleted, set, and counted anew")
    void otherTypes() {
        CacheService cache = PLAIN.shared().cache();
        REDIS.command("RPUSH", key.name(), "secret");
        assertAbsentAndReplaced(cache);

        REDIS.command("RPUSH", key.name(), "secret");
        assertThat(cache.exists(key)).isTrue();
        assertThat(cache.setIfAbsent(key, "value", TEXT, HOUR)).isFalse();
        assertThat(cache.delete(key)).isTrue();

        REDIS.command("RPUSH", key.name(), "secret");
        cache.set(key, "value", TEXT, HOUR);
        assertThat(cache.get(key, TEXT)).contains("value");

        assertThat(cache.increment(key, HOUR)).isEqualTo(1);
        REDIS.command("DEL", key.name());
        REDIS.command("RPUSH", key.name(), "secret");
        assertThat(cache.increment(key, HOUR)).isEqualTo(1);
        assertThat(cache.increment(key, HOUR)).isEqualTo(2);
    }

    @Test
    @DisplayName("D-01 every key gets a time to live, also a counter that somebody else has left without one")
    void alwaysAnEnd() {
        CacheService cache = PLAIN.shared().cache();
        CacheKey counter = SomeValues.freshKey();
        REDIS.command("SET", counter.name(), "41");

        assertThat(cache.increment(counter, HOUR)).isEqualTo(42);
        cache.set(key, "value", TEXT, HOUR);
        CacheKey filled = SomeValues.freshKey();
        cache.getOrLoad(filled, TEXT, SomeValues.source(() -> Optional.of("value")));

        for (CacheKey each : List.of(counter, key, filled)) {
            assertThat((Long) REDIS.command("PTTL", each.name())).as("%s", each).isBetween(1L, HOUR.toMillis());
        }
    }

    @Test
    @DisplayName("a marker that a crashed process has left is as good as nothing, and gives way")
    void leftMarker() {
        CacheService cache = PLAIN.shared().cache();
        REDIS.command("SET", key.name(), "filling:somebody", "PX", "60000");

        assertThat(cache.get(key, TEXT)).isEmpty();
        assertThat(cache.exists(key)).isFalse();
        assertThat(cache.getOrLoad(key, TEXT, SomeValues.source(() -> Optional.of("right"))))
                .contains("right");
        assertThat(REDIS.command("GET", key.name())).as("not ours to take away").isEqualTo("filling:somebody");
        assertThat(cache.setIfAbsent(key, "value", TEXT, HOUR)).isTrue();
        assertThat(cache.get(key, TEXT)).contains("value");
        assertThat(PLAIN.events().all()).isEmpty();
    }

    @Test
    @DisplayName(
            "a sealed value that was moved under another key, or sealed with other keys, is absent and a broken seal")
    void moved() {
        CacheService cache = SEALED.shared().cache();
        CacheKey other = SomeValues.freshKey();
        cache.set(key, "secret", TEXT, HOUR);
        assertThat((String) REDIS.command("GET", key.name())).doesNotContain("secret");

        REDIS.command("RENAME", key.name(), other.name());
        assertThat(cache.get(other, TEXT)).isEmpty();
        try (KeyRing foreign = KeyRing.parse(NewKey.named("k2"))) {
            byte[] sealed = foreign.seal(new SealLabel("value", List.of(key.name())), "\"secret\"".getBytes(UTF_8));
            REDIS.command("SET", key.name(), new String(sealed, UTF_8));
        }
        assertThat(cache.get(key, TEXT)).isEmpty();

        assertThat(SEALED.events().of(SealBroken.class)).hasSize(2);
        assertThat(SEALED.events().of(TokenEvent.class).toString()).doesNotContain("secret");
    }

    @Test
    @DisplayName("without a sealer others read plain JSON")
    void plainJson() {
        PLAIN.shared().cache().set(key, "value", TEXT, HOUR);

        assertThat(REDIS.command("GET", key.name())).isEqualTo("\"value\"");
    }
}
