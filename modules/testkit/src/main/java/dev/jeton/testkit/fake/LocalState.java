package dev.jeton.testkit.fake;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;

/**
 * Shared state in the plainest form that passes the contracts: for tests of what stands in front of it, and the proof
 * that the contracts can be passed. It says that a fleet shares it, since that is the path with locks.
 */
public final class LocalState implements SharedState {

    private final ToldChanges changes = new ToldChanges();
    private final MapTokens tokens;
    private final MapLocks locks;
    private final MapCache cache;

    public LocalState(TimeSource time) {
        this.tokens = new MapTokens(changes, time);
        this.locks = new MapLocks(changes, time);
        this.cache = new MapCache(time);
    }

    @Override
    public TokenRepository tokens() {
        return tokens;
    }

    @Override
    public LockRepository locks() {
        return locks;
    }

    /** Of which no changes are told. */
    @Override
    public CacheService cache() {
        return cache;
    }

    /** Told of every write, unless a test has it lose them. */
    @Override
    public ToldChanges changes() {
        return changes;
    }

    @Override
    public StateHealth health() {
        return () -> new StateHealth.Reading(true, Duration.ZERO);
    }

    @Override
    public Reach reach() {
        return Reach.FLEET;
    }

    @Override
    public void close() {
        // Holds nothing that outlives it.
    }

    @Override
    public String toString() {
        return "LocalState";
    }
}
