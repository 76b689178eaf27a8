package dev.jeton.cache;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.cache.CacheUsage;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two processes with one Redis, and an operator. */
class CacheAgreementTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PATTERNS = 200;

    private static RedisProcess redis;
    private static WatchedState one;
    private static WatchedState other;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        one = WatchedState.patient(redis);
        other = WatchedState.patient(redis);
        one.awaitWatched();
        other.awaitWatched();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        redis.close();
    }

    private static CacheService here() {
        return one.shared().cache();
    }

    private static CacheService there() {
        return other.shared().cache();
    }

    /** Reads until reads are answered near. */
    private static void hold(CacheService cache, CacheKey key) {
        Eventually.isTrue("it is held", WatchedState.PATIENCE, () -> {
            long before = cache.usage().near();
            assertThat(cache.get(key, TEXT)).isPresent();
            return cache.usage().near() > before;
        });
    }

    @Test
    @DisplayName("D-03 in every space, what one process sets or deletes, or an operator deletes, the other one is told")
    void told() {
        for (CacheSpace space : CacheSpace.values()) {
            CacheKey key = space == CacheSpace.JWT_KEYS ? CacheKey.of(space) : SomeValues.freshKey(space);
            here().set(key, "old", TEXT, HOUR);
            hold(there(), key);

            here().set(key, "new", TEXT, HOUR);
            awaitThere(key, Optional.of("new"));
            hold(there(), key);

            here().delete(key);
            awaitThere(key, Optional.empty());

            here().set(key, "newer", TEXT, HOUR);
            hold(there(), key);
            hold(here(), key);
            redis.command("DEL", key.name());
            awaitThere(key, Optional.empty());
            Eventually.isTrue(
                    "gone here too",
                    WatchedState.PATIENCE,
                    () -> here().get(key, TEXT).isEmpty());
        }
    }

    private static void awaitThere(CacheKey key, Optional<String> expected) {
        Eventually.passes(
                WatchedState.PATIENCE, () -> assertThat(there().get(key, TEXT)).isEqualTo(expected));
    }

    @Test
    @DisplayName("what is read again and again costs Redis nothing")
    void nearHits() {
        CacheKey key = SomeValues.freshKey();
        here().set(key, "value", TEXT, HOUR);
        hold(here(), key);
        CacheUsage before = here().usage();

        for (int i = 0; i < 1_000; i++) {
            assertThat(here().getOrLoad(key, TEXT, SomeValues.source(Optional::empty)))
                    .contains("value");
        }

        assertThat(here().usage().near()).isGreaterThanOrEqualTo(before.near() + 990);
        assertThat(here().usage().held()).isPositive();
    }

    @Test
    @DisplayName("82 a pattern deletes no token, no lock, no grant and no key of others, however it is written")
    void confined() {
        List<String> others = List.of(
                "auth:token:genesys:acme",
                "auth:lock:genesys:acme",
                "qontak:tokens:acme",
                "genesys:token:acme",
                "tok",
                "jwt_keys_of_others",
                "x:cache:1");
        others.forEach(name -> redis.command("SET", name, "theirs"));
        CacheKey ours = SomeValues.freshKey();
        here().set(ours, "value", TEXT, HOUR);
        for (CacheSpace space : CacheSpace.values()) {
            String glob = space == CacheSpace.JWT_KEYS ? space.prefix() : space.prefix() + "*";
            here().deletePattern(new CachePattern(glob));
        }

        assertThat(others).allMatch(name -> Long.valueOf(1).equals(redis.command("EXISTS", name)));
        assertThat(here().exists(ours)).isFalse();
        others.forEach(name -> redis.command("DEL", name));
    }

    @Test
    @DisplayName("82 a pattern means to us what it means to Redis")
    void patterns() {
        Random random = new Random(82);
        Set<String> names = IntStream.range(0, 400)
                .mapToObj(i -> "token:" + word(random, "ab:", 1 + random.nextInt(7)))
                .collect(Collectors.toCollection(TreeSet::new));
        names.forEach(name -> redis.command("SET", name, "value"));
        int violated = 0;
        for (int i = 0; i < PATTERNS; i++) {
            CachePattern pattern = new CachePattern("token:" + word(random, "ab:?**", 1 + random.nextInt(7)));
            Set<String> ours = names.stream().filter(pattern::matches).collect(Collectors.toSet());
            violated += ours.equals(keysLike(pattern.glob())) ? 0 : 1;
        }
        System.out.printf("82 patterns as Redis reads them: %d checked, %d violated%n", PATTERNS, violated);
        assertThat(violated).isZero();
        here().deletePattern(new CachePattern("token:*"));
        assertThat(keysLike("token:*")).isEmpty();
    }

    private static Set<String> keysLike(String glob) {
        return ((List<?>) redis.command("KEYS", glob))
                .stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static String word(Random random, String letters, int length) {
        return random.ints(length, 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
