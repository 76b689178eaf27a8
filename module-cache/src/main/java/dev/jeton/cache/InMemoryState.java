package dev.jeton.cache;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.memory.InMemoryLocks;
import dev.jeton.cache.memory.InMemoryTokens;
import dev.jeton.cache.memory.InMemoryValues;
import dev.jeton.cache.memory.LocalChanges;
import dev.jeton.cache.values.LayeredCache;
import dev.jeton.cache.values.NearValues;
import dev.jeton.cache.values.StoredValues;
import dev.jeton.cache.values.ValueCodec;
import dev.jeton.cache.values.ValueWatch;
import java.time.Duration;

/** The state of one process alone. It cannot be unreachable, and it is gone when the process is. */
public final class InMemoryState implements SharedState {

    public static final long DEFAULT_MAX_TOKENS = 100_000;

    private final TokenRepository tokens;
    private final LockRepository locks;
    private final ChangeWatch changes;
    private final CacheService cache;

    private InMemoryState(TokenRepository tokens, LockRepository locks, ChangeWatch changes, CacheService cache) {
        this.tokens = tokens;
        this.locks = locks;
        this.changes = changes;
        this.cache = cache;
    }

    /**
     * An empty state for at most {@code maxTokens} tokens and as many cached values of a KiB; beyond that the least used ones are
     * dropped.
     */
    public static InMemoryState create(long maxTokens, TimeSource time) {
        return create(maxTokens, NearCacheSettings.DEFAULT, TokenEvents.NO_OP, time);
    }

    /**
     * The same.
     *
     * @param near which values are held decoded beside their bytes
     * @param events hear of values that cannot be read or kept
     */
    public static InMemoryState create(long maxTokens, NearCacheSettings near, TokenEvents events, TimeSource time) {
        LocalChanges changes = new LocalChanges();
        ValueCodec plain = new ValueCodec(Sealer.none());
        return new InMemoryState(
                new InMemoryTokens(maxTokens, changes, time),
                new InMemoryLocks(changes, time),
                changes,
                new LayeredCache(
                        new NearValues(near, ValueWatch.NOBODY_ELSE, time),
                        new StoredValues(new InMemoryValues(maxTokens, time), plain, TokenEvents.contained(events)),
                        time));
    }

    @Override
    public TokenRepository tokens() {
        return tokens;
    }

    @Override
    public LockRepository locks() {
        return locks;
    }

    @Override
    public CacheService cache() {
        return cache;
    }

    @Override
    public ChangeWatch changes() {
        return changes;
    }

    @Override
    public StateHealth health() {
        return () -> new StateHealth.Reading(true, Duration.ZERO);
    }

    @Override
    public Reach reach() {
        return Reach.PROCESS;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    @Override
    public String toString() {
        return "InMemoryState";
    }
}
