package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * One exchange per key across processes. Whoever does not get the lock waits for the holder's token, or for the lock,
 * until its own deadline; waiting ends in an error, never in "then do it anyway".
 */
final class LockedSource implements TokenSource {

    private static final long POLL_MILLIS = 25;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final TokenSource inside;
    private final TokenRepository tokens;
    private final LockRepository locks;
    private final Lock lock;
    private final TokenEvents events;

    /**
     * @param lease ends a lock whose holder died
     * @param random uniform in [0, 1): spreads the polls of many waiters
     */
    record Lock(Duration lease, DoubleSupplier random, TimeSource time) {

        /** What may be done under the lock is over before the lease is. */
        Duration workingTime() {
            return lease.multipliedBy(9).dividedBy(10);
        }

        Duration untilNextLook() {
            return Duration.ofMillis(POLL_MILLIS + (long) (POLL_MILLIS * random.getAsDouble()));
        }
    }

    /** Where the holder's token appears, and the lock is. */
    record Place(TokenRepository tokens, LockRepository locks) {}

    /** @param inside looks into the cache again before it does anything: the lock may have been waited for */
    LockedSource(TokenSource inside, Place place, Lock lock, TokenEvents events) {
        this.inside = inside;
        this.tokens = place.tokens;
        this.locks = place.locks;
        this.lock = lock;
        this.events = events;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        long started = lock.time.nanos();
        while (true) {
            Optional<Lease> lease = locks.tryAcquire(demand.key(), lock.lease);
            if (lease.isPresent()) {
                try (Lease mine = lease.get()) {
                    return inside.get(demand.until(demand.deadline().orIn(lock.workingTime())));
                }
            }
            waitFor(demand, started);
            Optional<TokenAnswer> published = SharedSource.peek(tokens, demand, lock.time);
            if (published.isPresent()) {
                events.on(new TokenEvent.LockWaited(demand.key(), lock.time.since(started), true));
                return published.get();
            }
        }
    }

    private void waitFor(TokenDemand demand, long started) {
        if (demand.deadline().hasPassed()) {
            events.on(new TokenEvent.LockWaited(demand.key(), lock.time.since(started), false));
            throw new LockTimeout("another process is still asking for this token", TRY_AGAIN);
        }
        try {
            // The change watch will wake waiters here; until then they look again soon.
            lock.time.pause(demand.deadline().remainingUpTo(lock.untilNextLook()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeout("interrupted while waiting for another process", TRY_AGAIN);
        }
    }

    @Override
    public String toString() {
        return "locked(" + locks + ") > " + inside;
    }
}
