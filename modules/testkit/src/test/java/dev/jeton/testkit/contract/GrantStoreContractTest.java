package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each test breaks one promise and names the tests of the contract that must notice. */
class GrantStoreContractTest {

    private final ManualTime process = ManualTime.standingStill();

    @Test
    void replacingWithoutComparingIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
                        return super.replace(key, current(key), next);
                    }
                }))
                .contains("insertingSucceedsOnce", "aStaleRevisionReplacesNothing");
    }

    @Test
    void comparingAndReplacingInTwoStepsIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
                        if (!current(key).equals(expected)) {
                            return Optional.empty();
                        }
                        LockSupport.parkNanos(100_000);
                        return super.replace(key, current(key), next);
                    }
                }))
                .contains("ofManyInsertersAtOnceOneWins", "generationsOnlyGrowAndNoneIsLost");
    }

    @Test
    void removingWithoutComparingIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    public boolean remove(TokenKey key, Revision expected) {
                        return super.remove(key, current(key));
                    }
                }))
                .contains("onlyWhatWasReadIsRemoved", "aRemovedGrantsRevisionDoesNotFitTheNextOne");
    }

    @Test
    void keysInLowerCaseAreNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    TokenKey spelled(TokenKey key) {
                        return TokenKey.of(
                                key.provider().value(), key.tenant().value().toLowerCase(Locale.ROOT));
                    }
                }))
                .containsExactlyInAnyOrder("keysThatLookAlikeAreIndependent", "removingOneLeavesThoseThatLookAlike");
    }

    @Test
    void theProcesssClockAsStoreTimeIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    public Optional<StoredGrant> find(TokenKey key) {
                        return super.find(key)
                                .map(stored -> new StoredGrant(stored.grant(), stored.revision(), process.now()));
                    }
                }))
                .contains("storeTimeIsNotTheProcesssOwn");
    }

    @Test
    void forgettingAClaimIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
                        return super.replace(
                                key, expected, next.state() instanceof GrantState.Claimed ? next.freed("x") : next);
                    }
                }))
                .contains("everyStateComesBackAsItWasStored", "theListFollowsEveryChange");
    }

    @Test
    void keepingTheCallersSecretIsNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    public Optional<StoredGrant> find(TokenKey key) {
                        return super.find(key).map(stored -> {
                            stored.close();
                            return stored;
                        });
                    }
                }))
                .contains("everyStateComesBackAsItWasStored", "theSecretsOfOneAreNotThoseOfAnother");
    }

    @Test
    void secretsInTheListAreNoticed() throws Exception {
        assertThat(violationsOf(working -> new Passing(working) {
                    @Override
                    public List<GrantStatus> list() {
                        return super.list().stream()
                                .map(status -> GrantStatus.unreadable(status.key(), "c4nary"))
                                .toList();
                    }
                }))
                .contains("theListShowsWhatIsThereWithoutSecrets");
    }

    private Set<String> violationsOf(UnaryOperator<GrantStore> breaking) throws Exception {
        return Violations.of(GrantStoreContract.class, () -> {
            ManualTime storeTime = ManualTime.standingStill();
            MapGrants working = MapGrants.local(storeTime);
            return new BrokenGrants(breaking.apply(working), breaking.apply(working.another()), storeTime, process);
        });
    }

    /** The contract's subclass for a store that is broken. */
    private static final class BrokenGrants extends GrantStoreContract {
        private final GrantStore store;
        private final GrantStore another;
        private final ManualTime storeTime;
        private final ManualTime process;

        BrokenGrants(GrantStore store, GrantStore another, ManualTime storeTime, ManualTime process) {
            this.store = store;
            this.another = another;
            this.storeTime = storeTime;
            this.process = process;
        }

        @Override
        protected GrantStore store() {
            return store;
        }

        @Override
        protected GrantStore another() {
            return another;
        }

        @Override
        protected Optional<ManualTime> processClock() {
            return Optional.of(process);
        }

        @Override
        protected void letStoreTimePass() {
            storeTime.advance(Duration.ofMillis(1));
        }
    }

    /** Hands everything on; each test breaks one part of it. */
    private static class Passing implements GrantStore {
        private final GrantStore working;

        Passing(GrantStore working) {
            this.working = working;
        }

        TokenKey spelled(TokenKey key) {
            return key;
        }

        final Revision current(TokenKey key) {
            return working.find(spelled(key)).map(StoredGrant::revision).orElse(Revision.NONE);
        }

        @Override
        public Optional<StoredGrant> find(TokenKey key) {
            return working.find(spelled(key));
        }

        @Override
        public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
            return working.replace(spelled(key), expected, next);
        }

        @Override
        public boolean remove(TokenKey key, Revision expected) {
            return working.remove(spelled(key), expected);
        }

        @Override
        public List<GrantStatus> list() {
            return working.list();
        }

        @Override
        public Locality locality() {
            return working.locality();
        }
    }
}
