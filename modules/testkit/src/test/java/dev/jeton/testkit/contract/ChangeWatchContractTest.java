package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each test breaks one promise and names the tests of the contract that must notice. */
class ChangeWatchContractTest {

    @Test
    void aWatchThatTellsNothingIsNoticedByAll() throws Exception {
        assertThat(violationsOf(listener -> new Filtered(listener, key -> false)))
                .hasSize(8);
    }

    @Test
    void aWatchThatTellsOfAKeyOnlyOnceIsNoticed() throws Exception {
        assertThat(violationsOf(listener -> new Filtered(listener, new FirstTime()::isFirst)))
                .containsExactlyInAnyOrder(
                        "aRejectedTokenThatIsRemovedIsTold",
                        "whatIsRemovedIsTold",
                        "whatIsReplacedIsToldAgain",
                        "aListenerThatThrowsFailsNobodysWriteAndSilencesNobody");
    }

    @Test
    void aWatchThatLosesOneInAThousandIsNoticed() throws Exception {
        AtomicInteger told = new AtomicInteger();

        assertThat(violationsOf(listener -> new Filtered(listener, key -> told.incrementAndGet() % 1000 != 500)))
                .contains("eachOfAThousandKeysWrittenAtOnceIsTold");
    }

    private static Set<String> violationsOf(UnaryOperator<ChangeWatch.Listener> breaking) throws Exception {
        return Violations.of(ChangeWatchContract.class, () -> new BrokenChanges(breaking));
    }

    private static final class FirstTime {

        private final Set<TokenKey> known = ConcurrentHashMap.newKeySet();

        boolean isFirst(TokenKey key) {
            return known.add(key);
        }
    }

    private record Filtered(ChangeWatch.Listener listener, Predicate<TokenKey> tells) implements ChangeWatch.Listener {

        @Override
        public void changed(TokenKey key) {
            if (tells.test(key)) {
                listener.changed(key);
            }
        }

        @Override
        public void missed() {
            listener.missed();
        }
    }

    private static final class BrokenChanges extends ChangeWatchContract {

        private final LocalState working = new LocalState(TimeSource.system());
        private final UnaryOperator<ChangeWatch.Listener> breaking;

        BrokenChanges(UnaryOperator<ChangeWatch.Listener> breaking) {
            this.breaking = breaking;
        }

        @Override
        protected Duration patience() {
            return Duration.ofMillis(30);
        }

        @Override
        protected SharedState state() {
            return new BrokenState(working, breaking);
        }
    }

    private record BrokenState(LocalState working, UnaryOperator<ChangeWatch.Listener> breaking)
            implements SharedState, ChangeWatch {

        @Override
        public ChangeWatch changes() {
            return this;
        }

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public void listen(Listener listener) {
            working.changes().listen(breaking.apply(listener));
        }

        @Override
        public TokenRepository tokens() {
            return working.tokens();
        }

        @Override
        public CacheService cache() {
            return working.cache();
        }

        @Override
        public LockRepository locks() {
            return working.locks();
        }

        @Override
        public StateHealth health() {
            return working.health();
        }

        @Override
        public Reach reach() {
            return working.reach();
        }

        @Override
        public void close() {
            working.close();
        }
    }
}
