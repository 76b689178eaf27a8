package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each test breaks one promise and names the tests of the contract that must notice. */
class TokenRepositoryContractTest {

    private static final int ATTEMPTS = 20;

    @Test
    void forgettingWithoutComparingIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Delegating(working) {
                    @Override
                    public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
                        return remove(key);
                    }
                }))
                .contains("aLateReportLeavesTheTokenThatReplacedTheRejectedOne")
                .contains("aTokenStoredDuringReportsOnTheOneBeforeStays");
    }

    @Test
    void comparingAndForgettingInTwoStepsIsNoticed() throws Exception {
        assertNoticedBy("aTokenStoredDuringReportsOnTheOneBeforeStays", working -> new Delegating(working) {
            @Override
            public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
                boolean same = find(key)
                        .filter(e -> e.token().fingerprint().equals(fingerprint))
                        .isPresent();
                LockSupport.parkNanos(200_000);
                return same && remove(key);
            }
        });
    }

    @Test
    void forgettingTwiceIsNoticed() throws Exception {
        assertNoticedBy("ofManyReportsOnOneTokenOneForgetsIt", working -> new Delegating(working) {
            @Override
            public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
                boolean there = find(key).isPresent();
                LockSupport.parkNanos(200_000);
                super.removeIf(key, fingerprint);
                return there;
            }
        });
    }

    @Test
    void keysWithAnAmbiguousSpellingAreNoticed() throws Exception {
        assertThat(violationsOf(working -> new Respelling(working, key -> key.provider() + "-" + key.tenant())))
                .containsExactlyInAnyOrder("keysThatLookAlikeAreIndependent", "twoThousandGeneratedKeysNeverCollide");
    }

    @Test
    void keysWithoutCaseAreNoticed() throws Exception {
        assertThat(violationsOf(
                        working -> new Respelling(working, key -> key.toString().toLowerCase(Locale.ROOT))))
                .contains("keysThatLookAlikeAreIndependent");
    }

    @Test
    void neverForgettingIsNoticed() throws Exception {
        assertThat(violationsOf(Everlasting::new))
                .contains("anEntryIsForgottenWhenItsTimeIsOver")
                .contains("anEntryThatMayNotBeCachedAnyLongerRemovesTheOneBefore");
    }

    @Test
    void keepingTheOldEntryWhenTheNewOneIsOverIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Delegating(working) {
                    @Override
                    public void store(TokenKey key, TokenEntry entry) {
                        if (entry.schedule().cacheTtl(ManualTime.START).isPositive()) {
                            super.store(key, entry);
                        }
                    }
                }))
                .containsExactly("anEntryThatMayNotBeCachedAnyLongerRemovesTheOneBefore");
    }

    /** A race that a busy machine has not let happen may happen the next time. */
    private static void assertNoticedBy(String test, Function<TokenRepository, TokenRepository> breaking)
            throws Exception {
        Set<String> violated = violationsOf(breaking);
        for (int attempt = 1; attempt < ATTEMPTS && !violated.contains(test); attempt++) {
            violated = violationsOf(breaking);
        }
        assertThat(violated).contains(test);
    }

    private static Set<String> violationsOf(Function<TokenRepository, TokenRepository> breaking) throws Exception {
        return Violations.of(TokenRepositoryContract.class, () -> new BrokenTokens(breaking));
    }

    /** The contract's subclass for a repository that works until {@code breaking} has had a hand in it. */
    private static final class BrokenTokens extends TokenRepositoryContract {
        private final ManualTime time = ManualTime.standingStill();
        private final TokenRepository repository;

        BrokenTokens(Function<TokenRepository, TokenRepository> breaking) {
            this.repository = breaking.apply(new LocalState(time).tokens());
        }

        @Override
        protected TokenRepository repository() {
            return repository;
        }

        @Override
        protected TimeSource time() {
            return time;
        }
    }

    private static class Delegating implements TokenRepository {
        private final TokenRepository working;

        Delegating(TokenRepository working) {
            this.working = working;
        }

        @Override
        public Optional<TokenEntry> find(TokenKey key) {
            return working.find(key);
        }

        @Override
        public void store(TokenKey key, TokenEntry entry) {
            working.store(key, entry);
        }

        @Override
        public boolean remove(TokenKey key) {
            return working.remove(key);
        }

        @Override
        public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
            return working.removeIf(key, fingerprint);
        }
    }

    /** Spells keys as text of which each gets a tenant of its own, so that equal spellings share an entry. */
    private static final class Respelling implements TokenRepository {
        private final TokenRepository working;
        private final Function<TokenKey, String> spelling;
        private final ConcurrentHashMap<String, TokenKey> keys = new ConcurrentHashMap<>();

        Respelling(TokenRepository working, Function<TokenKey, String> spelling) {
            this.working = working;
            this.spelling = spelling;
        }

        private TokenKey spelled(TokenKey key) {
            return keys.computeIfAbsent(spelling.apply(key), first -> key);
        }

        @Override
        public Optional<TokenEntry> find(TokenKey key) {
            return working.find(spelled(key));
        }

        @Override
        public void store(TokenKey key, TokenEntry entry) {
            working.store(spelled(key), entry);
        }

        @Override
        public boolean remove(TokenKey key) {
            return working.remove(spelled(key));
        }

        @Override
        public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
            return working.removeIf(spelled(key), fingerprint);
        }
    }

    /** Forgets what it is told to, and nothing by itself. */
    private static final class Everlasting extends Delegating {
        private final ConcurrentHashMap<TokenKey, TokenEntry> entries = new ConcurrentHashMap<>();

        Everlasting(TokenRepository working) {
            super(working);
        }

        @Override
        public Optional<TokenEntry> find(TokenKey key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public void store(TokenKey key, TokenEntry entry) {
            entries.put(key, entry);
        }

        @Override
        public boolean remove(TokenKey key) {
            return entries.remove(key) != null;
        }
    }
}
