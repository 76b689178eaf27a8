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
import java.util.concurrent.CompletableFuture;

/**
 * One exchange per key across processes. Whoever does not get the lock waits for the holder's token, or for the lock,
 * until its own deadline; waiting ends in an error, never in "then do it anyway".
 */
final class LockedSource implements TokenSource {

    private static final String BUSY = "another process is still asking for this token";

    private final TokenSource inside;
    private final TokenRepository tokens;
    private final LockRepository locks;
    private final Lock lock;
    private final TokenEvents events;

    /** @param lease ends a lock whose holder died */
    record Lock(Duration lease, Waiting waiting, TimeSource time) {

        /** What may be done under the lock is over before the lease is. */
        Duration workingTime() {
            return lease.multipliedBy(9).dividedBy(10);
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
            CompletableFuture<Void> change = lock.waiting.bell(demand.key());
            Optional<Lease> lease = locks.tryAcquire(demand.key(), lock.lease);
            if (lease.isPresent()) {
                try (Lease mine = lease.get()) {
                    return inside.get(demand.until(demand.deadline().orIn(lock.workingTime())));
                }
            }
            Optional<TokenAnswer> published = SharedSource.peek(tokens, demand, lock.time);
            if (published.isPresent()) {
                events.on(new TokenEvent.LockWaited(demand.key(), lock.time.since(started), true));
                return published.get();
            }
            if (demand.isAhead()) {
                return oldOne(demand);
            }
            waitFor(change, demand, started);
        }
    }

    /** Nobody waits behind another process that does the same for a token that is still good. */
    private TokenAnswer oldOne(TokenDemand demand) {
        return tokens.find(demand.key())
                .filter(entry -> demand.tolerates(entry, lock.time.now()))
                .map(entry -> new TokenAnswer(entry, TokenAnswer.Source.CACHE))
                .orElseThrow(() -> new LockTimeout(BUSY, Duration.ofSeconds(1)));
    }

    private void waitFor(CompletableFuture<Void> change, TokenDemand demand, long started) {
        try {
            lock.waiting.until(change, demand.deadline(), BUSY);
        } catch (LockTimeout e) {
            events.on(new TokenEvent.LockWaited(demand.key(), lock.time.since(started), false));
            throw e;
        }
    }

    @Override
    public String toString() {
        return "locked(" + locks + ") > " + inside;
    }
}
