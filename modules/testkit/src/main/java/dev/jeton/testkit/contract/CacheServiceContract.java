package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CacheService} keeps, here without a source and, inherited, with one. A subclass supplies the service and its
 * clock: a {@link ManualTime} is moved by hand; where the clock is a real one, for a server's is, the contract uses short lives
 * and waits, bounded.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class CacheServiceContract extends CacheFillContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    protected CacheServiceContract() {}

    /** The clock by which it forgets. */
    protected abstract TimeSource time();

    private Duration shortLife() {
        return time() instanceof ManualTime ? Duration.ofSeconds(60) : Duration.ofMillis(300);
    }

    @Test
    public void whatWasNeverSetIsAbsent() {
        assertThat(cache().get(key, TEXT)).isEmpty();
        assertThat(cache().exists(key)).isFalse();
        assertThat(cache().delete(key)).isFalse();
    }

    @Test
    public void aValueIsFoundAsItWasSet() {
        cache().set(key, "\u00e9\u4e2d\ud83d\ude00 and all", TEXT, HOUR);

        assertThat(cache().get(key, TEXT)).contains("\u00e9\u4e2d\ud83d\ude00 and all");
        assertThat(cache().get(key, TEXT)).as("a second look").contains("\u00e9\u4e2d\ud83d\ude00 and all");
        assertThat(cache().exists(key)).isTrue();
    }

    @Test
    public void settingReplaces() {
        cache().set(key, "old", TEXT, HOUR);
        assertThat(cache().get(key, TEXT)).contains("old");

        cache().set(key, "new", TEXT, HOUR);

        assertThat(cache().get(key, TEXT)).contains("new");
    }

    @Test
    public void deletingForgetsOnce() {
        cache().set(key, "value", TEXT, HOUR);
        assertThat(cache().get(key, TEXT)).isPresent();

        assertThat(cache().delete(key)).isTrue();

        assertThat(cache().get(key, TEXT)).isEmpty();
        assertThat(cache().exists(key)).isFalse();
        assertThat(cache().delete(key)).as("deleted again").isFalse();
    }

    @Test
    public void whatIsThereIsNotSetIfAbsent() {
        assertThat(cache().setIfAbsent(key, "first", TEXT, HOUR)).isTrue();
        assertThat(cache().setIfAbsent(key, "second", TEXT, HOUR)).isFalse();
        assertThat(cache().get(key, TEXT)).contains("first");

        cache().delete(key);

        assertThat(cache().setIfAbsent(key, "third", TEXT, HOUR)).isTrue();
        assertThat(cache().get(key, TEXT)).contains("third");
    }

    @Test
    public void aValueIsForgottenWhenItsTimeIsOver() {
        CacheKey counter = SomeValues.freshKey();
        cache().set(key, "value", TEXT, shortLife());
        assertThat(cache().increment(counter, shortLife())).isEqualTo(1);
        if (time() instanceof ManualTime manual) {
            assertThat(cache().increment(counter, HOUR)).isEqualTo(2);
            manual.advance(shortLife().minusMillis(1));
            assertThat(cache().get(key, TEXT))
                    .as("a millisecond before its end")
                    .contains("value");
            manual.advance(Duration.ofMillis(1));
            assertThat(cache().get(key, TEXT)).as("at its end").isEmpty();
        }
        Eventually.isTrue(
                "it is forgotten", PATIENCE, () -> cache().get(key, TEXT).isEmpty());
        assertThat(cache().delete(key)).isFalse();
        assertThat(cache().setIfAbsent(key, "next", TEXT, HOUR)).isTrue();
        Eventually.isTrue("the counter is forgotten", PATIENCE, () -> !cache().exists(counter));
        assertThat(cache().increment(counter, HOUR)).as("counted anew").isEqualTo(1);
    }

    @Test
    public void whatMayNotBeKeptDeletesWhatWasThere() {
        cache().set(key, "value", TEXT, HOUR);
        assertThat(cache().setIfAbsent(key, "brief", TEXT, Duration.ofNanos(999_999)))
                .isFalse();
        assertThat(cache().get(key, TEXT)).contains("value");

        cache().set(key, "brief", TEXT, Duration.ofSeconds(-1));

        assertThat(cache().get(key, TEXT)).isEmpty();
        assertThat(cache().setIfAbsent(key, "brief", TEXT, Duration.ZERO)).isFalse();
        assertThat(cache().exists(key)).isFalse();
    }

    @Test
    public void theLongestLifeIsNoTrouble() {
        cache().set(key, "value", TEXT, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(cache().get(key, TEXT)).contains("value");
        assertThat(cache().increment(SomeValues.freshKey(), Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(1);
    }

    @Test
    public void longValuesComeBackWhole() {
        for (int length : new int[] {0, 1, 1_000, 1_023, 1_024, 1_025, 10_000, 40_000}) {
            for (boolean repeating : new boolean[] {true, false}) {
                String value = SomeValues.text(length, repeating);

                cache().set(key, value, TEXT, HOUR);

                assertThat(cache().get(key, TEXT)).as("%d characters", length).contains(value);
            }
        }
    }

    @Test
    public void whatIsTooLongIsNotKeptAndDeletesWhatWasThere() {
        String longest = SomeValues.text(200_000, false);
        cache().set(key, "value", TEXT, HOUR);

        cache().set(key, longest, TEXT, HOUR);

        assertThat(cache().get(key, TEXT)).isEmpty();
        assertThat(cache().setIfAbsent(key, longest, TEXT, HOUR)).isFalse();
        assertThat(cache().exists(key)).isFalse();
    }

    @Test
    public void keysThatLookAlikeAreIndependent() {
        List<CacheKey> keys = SomeValues.alike();
        for (CacheKey set : keys) {
            cache().set(set, set.name(), TEXT, HOUR);
            for (CacheKey other : keys) {
                assertThat(cache().get(other, TEXT).isPresent())
                        .as("%s after setting %s", other, set)
                        .isEqualTo(other.equals(set));
            }
            assertThat(cache().delete(set)).isTrue();
        }
    }

    @Test
    public void countersGoUpByOneEachByItself() {
        CacheKey other = SomeValues.freshKey();

        assertThat(cache().increment(key, HOUR)).isEqualTo(1);
        assertThat(cache().increment(key, HOUR)).isEqualTo(2);
        assertThat(cache().increment(other, HOUR)).isEqualTo(1);
        assertThat(cache().increment(key, HOUR)).isEqualTo(3);
        assertThat(cache().delete(key)).isTrue();
        assertThat(cache().increment(key, HOUR)).isEqualTo(1);
    }

    @Test
    public void aPatternDeletesWhatItMatchesAndNothingElse() {
        String user = UUID.randomUUID().toString();
        List<CacheKey> matched = IntStream.range(0, 200)
                .mapToObj(i -> CacheKey.of(CacheSpace.USER_VERIFICATION_TOKENS, user, "type", "t" + i))
                .toList();
        List<CacheKey> others = List.of(
                CacheKey.of(CacheSpace.USER_VERIFICATION_TOKENS, user),
                CacheKey.of(CacheSpace.USER_VERIFICATION_TOKENS, user + "2", "type", "t1"),
                CacheKey.of(CacheSpace.VERIFICATION_TOKEN, user, "type", "t1"),
                CacheKey.of(CacheSpace.USER_TOKENS, user, "type", "t1"));
        matched.forEach(each -> cache().set(each, "value", TEXT, HOUR));
        others.forEach(each -> cache().set(each, "value", TEXT, HOUR));
        assertThat(cache().get(matched.getFirst(), TEXT)).isPresent();

        CachePattern pattern = new CachePattern("verification_tokens:user:" + user + ":type:t*");
        assertThat(cache().deletePattern(pattern)).isEqualTo(200);

        assertThat(matched).noneMatch(cache()::exists);
        assertThat(cache().get(matched.getFirst(), TEXT)).isEmpty();
        assertThat(others).allMatch(cache()::exists);
        assertThat(cache().deletePattern(pattern)).as("deleted again").isZero();
    }

    @Test
    public void aQuestionMarkStandsForOneCharacter() {
        String mark = UUID.randomUUID().toString();
        CacheKey one = CacheKey.of(CacheSpace.APPLICATION, mark, "1");
        CacheKey ten = CacheKey.of(CacheSpace.APPLICATION, mark, "10");
        cache().set(one, "value", TEXT, HOUR);
        cache().set(ten, "value", TEXT, HOUR);

        assertThat(cache().deletePattern(new CachePattern("cache:" + mark + ":?")))
                .isEqualTo(1);

        assertThat(cache().exists(one)).isFalse();
        assertThat(cache().exists(ten)).isTrue();
    }
}
