package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each test breaks one promise and names the tests of the contract that must notice. */
class CacheServiceContractTest {

    @Test
    void aFillThatDoesNotLookWhetherTheTruthHasChangedIsNoticed() throws Exception {
        assertThat(violationsOf(PlainFill::new))
                .containsExactlyInAnyOrder(
                        "whatIsDeletedWhileItsSourceIsAskedIsNotKept",
                        "whatIsDeletedByAPatternWhileItsSourceIsAskedIsNotKept",
                        "whatIsSetWhileTheSourceIsAskedStays",
                        "whileASourceIsAskedNothingIsThereAndSomethingCanBeSet",
                        "whoAsksAfterADeletionIsNotGivenWhatWasAskedForBefore",
                        "manyWhoAskAtOnceAskTheSourceOnce");
    }

    @Test
    void lookingAndSettingInTwoStepsIsNoticed() throws Exception {
        assertThat(violationsOf(LookThenSet::new)).contains("ofManyWhoSetItIfAbsentOneDoes");
    }

    @Test
    void aPatternThatIsTakenForAPrefixIsNoticed() throws Exception {
        assertThat(violationsOf(PrefixAlone::new)).containsExactly("aQuestionMarkStandsForOneCharacter");
    }

    private static Set<String> violationsOf(UnaryOperator<CacheService> breaking) throws IllegalAccessException {
        return Violations.of(CacheServiceContract.class, () -> new Broken(breaking));
    }

    private static final class Broken extends CacheServiceContract {

        private final ManualTime time = ManualTime.standingStill();
        private final CacheService cache;

        Broken(UnaryOperator<CacheService> breaking) {
            this.cache = breaking.apply(new LocalState(time).cache());
        }

        @Override
        protected CacheService cache() {
            return cache;
        }

        @Override
        protected TimeSource time() {
            return time;
        }
    }

    private static final class PlainFill extends BrokenCache {

        PlainFill(CacheService working) {
            super(working);
        }

        @Override
        public <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source) {
            Optional<T> kept = working.get(key, format);
            if (kept.isPresent()) {
                return kept;
            }
            Optional<T> answer = source.load();
            answer.ifPresent(value -> working.set(key, value, format, source.ttl(value)));
            return answer;
        }
    }

    private static final class LookThenSet extends BrokenCache {

        LookThenSet(CacheService working) {
            super(working);
        }

        @Override
        public <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
            if (working.exists(key)) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
            working.set(key, value, format, ttl);
            return working.exists(key);
        }
    }

    private static final class PrefixAlone extends BrokenCache {

        PrefixAlone(CacheService working) {
            super(working);
        }

        @Override
        public long deletePattern(CachePattern pattern) {
            return working.deletePattern(new CachePattern(pattern.glob().split("[*?]", -1)[0] + "*"));
        }
    }
}
