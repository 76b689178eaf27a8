package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LockRepository} keeps. A subclass supplies the repository and its clock: a {@link ManualTime} is moved
 * by hand; where the clock is a real one, for a server's is, the contract uses short leases and waits, bounded.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class LockRepositoryContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final long SEED = 20_261_120;

    private final TokenKey key = SomeKeys.fresh();

    /** Not atomic and not volatile, on purpose: the lock alone has to protect it. */
    private int counter;

    protected LockRepositoryContract() {}

    /** The repository under test; the same one for the length of a test. */
    protected abstract LockRepository repository();

    /** The clock by which leases end. */
    protected abstract TimeSource time();

    /** The lease whose end a test waits for; a slow server may need a longer one. */
    protected Duration shortLease() {
        return time() instanceof ManualTime ? Duration.ofSeconds(30) : Duration.ofMillis(400);
    }

    @Test
    public void ofAHundredAtOnceOneGetsTheLock() {
        List<Optional<Lease>> leases =
                Burst.of(100, i -> repository().tryAcquire(key, LONG)).orFail();

        assertThat(leases.stream().filter(Optional::isPresent)).hasSize(1);
        leases.forEach(lease -> lease.ifPresent(Lease::close));
    }

    @Test
    public void aHundredThreadsNeverHoldItTogether() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        Burst.of(100, i -> {
                    try (Lease lease = acquired(LONG)) {
                        assertThat(lease).isNotNull();
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        incrementSlowly();
                        inside.decrementAndGet();
                    }
                    return true;
                })
                .orFail();

        assertThat(most).as("holders at once").hasValue(1);
        assertThat(counter).as("increments that were not lost").isEqualTo(100);
    }

    /** Parks between reading and writing, so that a second holder is all but sure to lose an increment. */
    private void incrementSlowly() {
        int read = counter;
        LockSupport.parkNanos(100_000);
        counter = read + 1;
    }

    @Test
    public void itIsAHoldingThatOwnsItAndNoThread() {
        Lease holding = acquired(LONG);

        assertThat(repository().tryAcquire(key, LONG))
                .as("the same thread again")
                .isEmpty();
        holding.close();
    }

    @Test
    public void closingFreesIt() {
        acquired(LONG).close();

        assertHeldBy(taken(repository().tryAcquire(key, LONG)));
    }

    @Test
    public void closingTwiceDoesNotFreeTheNextHoldersLock() {
        Lease first = acquired(LONG);
        first.close();
        Lease second = taken(repository().tryAcquire(key, LONG));

        first.close();

        assertHeldBy(second);
    }

    @Test
    public void anExpiredHolderClosingLateDoesNotFreeTheNextHoldersLock() {
        Lease expired = acquired(shortLease());
        letItEnd();
        Lease next = acquired(LONG);

        expired.close();

        assertHeldBy(next);
    }

    @Test
    public void aLeaseEndsByItself() {
        Lease forgotten = acquired(shortLease());

        if (time() instanceof ManualTime manual) {
            manual.advance(shortLease().minusMillis(1));
            assertThat(repository().tryAcquire(key, LONG))
                    .as("a millisecond before its end")
                    .isEmpty();
            manual.advance(Duration.ofMillis(1));
            assertHeldBy(taken(repository().tryAcquire(key, LONG)));
        } else {
            assertHeldBy(acquired(LONG));
        }
        forgotten.close();
    }

    @Test
    public void aLeaseLastsAsLongAsItSays() {
        Lease holding = acquired(LONG);

        letItEnd();

        assertHeldBy(holding);
    }

    @Test
    public void locksOnDifferentKeysAreIndependent() {
        List<TokenKey> keys = SomeKeys.generated(200, SEED);
        List<Lease> leases = new ArrayList<>();
        try {
            for (TokenKey each : keys) {
                Optional<Lease> lease = repository().tryAcquire(each, LONG);
                assertThat(lease).as("%s while the others are held", each).isPresent();
                lease.ifPresent(leases::add);
            }
        } finally {
            leases.forEach(Lease::close);
        }
    }

    /** The lock, waited for; a refusal is looked at again, as waiters in the product do. */
    private Lease acquired(Duration lease) {
        return Eventually.present(
                "the lock is free", PATIENCE, () -> repository().tryAcquire(key, lease));
    }

    private static Lease taken(Optional<Lease> lease) {
        assertThat(lease).as("the lock is free").isPresent();
        return lease.orElseThrow();
    }

    /** Held while {@code holder} has it, and free as soon as it has closed. */
    private void assertHeldBy(Lease holder) {
        assertThat(repository().tryAcquire(key, LONG)).as("the lock is held").isEmpty();
        holder.close();
        Optional<Lease> after = repository().tryAcquire(key, LONG);
        assertThat(after).as("its holder freed it").isPresent();
        after.ifPresent(Lease::close);
    }

    /** Lets as much time pass as a short lease lasts; by a real clock, one of another key shows when that has happened. */
    private void letItEnd() {
        if (time() instanceof ManualTime manual) {
            manual.advance(shortLease());
            return;
        }
        TokenKey witness = SomeKeys.fresh();
        taken(repository().tryAcquire(witness, shortLease()));
        Eventually.present("a lease ends", PATIENCE, () -> repository().tryAcquire(witness, LONG))
                .close();
    }
}
