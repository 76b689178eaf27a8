package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Each test breaks one promise and names the tests of the contract that must notice. */
class LockRepositoryContractTest {

    @Test
    void releasingWithoutComparingIsNoticed() throws Exception {
        assertThat(violationsOf((time, working) -> new PlainDelete(time)))
                .containsExactlyInAnyOrder(
                        "closingTwiceDoesNotFreeTheNextHoldersLock",
                        "anExpiredHolderClosingLateDoesNotFreeTheNextHoldersLock");
    }

    @Test
    void releasingWithoutComparingIsNoticedByARealClockToo() throws Exception {
        assertThat(Violations.of(
                        LockRepositoryContract.class,
                        () -> new BrokenLocks(TimeSource.system(), new PlainDelete(TimeSource.system()))))
                .containsExactlyInAnyOrder(
                        "closingTwiceDoesNotFreeTheNextHoldersLock",
                        "anExpiredHolderClosingLateDoesNotFreeTheNextHoldersLock");
    }

    @Test
    void lookingAndTakingInTwoStepsIsNoticed() throws Exception {
        assertThat(violationsOf((time, working) -> new LookThenTake(time)))
                .contains("ofAHundredAtOnceOneGetsTheLock")
                .contains("aHundredThreadsNeverHoldItTogether");
    }

    @Test
    void noLockAtAllIsNoticed() throws Exception {
        assertThat(violationsOf((time, working) -> (key, lease) -> Optional.of(() -> {})))
                .contains("aHundredThreadsNeverHoldItTogether", "itIsAHoldingThatOwnsItAndNoThread");
    }

    @Test
    void leasesThatEndTooEarlyAreNoticed() throws Exception {
        assertThat(violationsOf((time, working) -> (key, lease) -> working.tryAcquire(
                        key, lease.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofSeconds(10) : lease)))
                .contains("aLeaseLastsAsLongAsItSays");
    }

    @Test
    void oneLockForAllProvidersOfATenantIsNoticed() throws Exception {
        assertThat(violationsOf((time, working) -> (key, lease) ->
                        working.tryAcquire(TokenKey.of("p", key.tenant().value()), lease)))
                .containsExactly("locksOnDifferentKeysAreIndependent");
    }

    @Test
    void oneLockForTheWholeProcessIsNoticed() throws Exception {
        TenantId everybody = new TenantId("everybody");
        assertThat(violationsOf((time, working) ->
                        (key, lease) -> working.tryAcquire(new TokenKey(key.provider(), everybody), lease)))
                .contains("locksOnDifferentKeysAreIndependent");
    }

    private static Set<String> violationsOf(BiFunction<TimeSource, LockRepository, LockRepository> breaking)
            throws Exception {
        return Violations.of(LockRepositoryContract.class, () -> {
            ManualTime time = ManualTime.standingStill();
            return new BrokenLocks(time, breaking.apply(time, new LocalState(time).locks()));
        });
    }

    /** The contract's subclass for a repository that is broken. */
    private static final class BrokenLocks extends LockRepositoryContract {
        private final TimeSource time;
        private final LockRepository repository;

        BrokenLocks(TimeSource time, LockRepository repository) {
            this.time = time;
            this.repository = repository;
        }

        @Override
        protected LockRepository repository() {
            return repository;
        }

        @Override
        protected TimeSource time() {
            return time;
        }
    }

    /** Atomic in taking, but releases whatever is there: {@code DEL} as unlock. */
    private record PlainDelete(TimeSource time, Map<TokenKey, Deadline> held) implements LockRepository {
        PlainDelete(TimeSource time) {
            this(time, new ConcurrentHashMap<>());
        }

        @Override
        public Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
            Deadline mine = Deadline.in(lease, time);
            Deadline winner = held.compute(key, (k, now) -> now == null || now.hasPassed() ? mine : now);
            return winner == mine ? Optional.of(() -> held.remove(key)) : Optional.empty();
        }
    }

    /** Compares when releasing, but takes what it found free a moment ago. */
    private record LookThenTake(TimeSource time, Map<TokenKey, Deadline> held) implements LockRepository {
        LookThenTake(TimeSource time) {
            this(time, new ConcurrentHashMap<>());
        }

        @Override
        public Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
            Deadline current = held.get(key);
            if (current != null && !current.hasPassed()) {
                return Optional.empty();
            }
            LockSupport.parkNanos(50_000);
            Deadline mine = Deadline.in(lease, time);
            held.put(key, mine);
            return Optional.of(() -> held.remove(key, mine));
        }
    }
}
