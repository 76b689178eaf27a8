package dev.jeton.cache.memory;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Locks between the threads of one process, with the same leases as the shared ones. */
public final class InMemoryLocks implements LockRepository {

    private final ConcurrentMap<TokenKey, Holding> holdings = new ConcurrentHashMap<>();
    private final LocalChanges changes;
    private final TimeSource time;

    /** @param changes are told of locks that are given back */
    public InMemoryLocks(LocalChanges changes, TimeSource time) {
        this.changes = changes;
        this.time = time;
    }

    @Override
    public Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
        Holding mine = new Holding(key, Deadline.in(lease, time));
        Holding holder = holdings.compute(key, (same, other) -> other == null || other.ends.hasPassed() ? mine : other);
        return holder == mine ? Optional.of(mine) : Optional.empty();
    }

    /** Compared by identity: only the very holding that was granted can be given back. */
    private final class Holding implements Lease {

        private final TokenKey key;
        private final Deadline ends;

        Holding(TokenKey key, Deadline ends) {
            this.key = key;
            this.ends = ends;
        }

        @Override
        public void close() {
            if (holdings.remove(key, this)) {
                changes.tell(key);
            }
        }
    }

    @Override
    public String toString() {
        return "InMemoryLocks";
    }
}
