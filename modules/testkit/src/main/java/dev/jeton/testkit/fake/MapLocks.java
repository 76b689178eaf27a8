package dev.jeton.testkit.fake;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Locks in a map under one monitor; what makes a holding its own is the identity of its deadline. */
final class MapLocks implements LockRepository {

    private final ToldChanges changes;
    private final TimeSource time;
    private final Map<TokenKey, Deadline> holdings = new HashMap<>();

    MapLocks(ToldChanges changes, TimeSource time) {
        this.changes = changes;
        this.time = time;
    }

    @Override
    public synchronized Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
        Deadline current = holdings.get(key);
        if (current != null && !current.hasPassed()) {
            return Optional.empty();
        }
        Deadline mine = Deadline.in(lease, time);
        holdings.put(key, mine);
        return Optional.of(() -> release(key, mine));
    }

    /** {@link Deadline} has no equality but its identity, so only the holding itself is removed. */
    private synchronized void release(TokenKey key, Deadline holding) {
        if (holdings.remove(key, holding)) {
            changes.tell(key);
        }
    }
}
