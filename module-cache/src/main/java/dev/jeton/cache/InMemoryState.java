package dev.jeton.cache;

import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.memory.InMemoryLocks;
import dev.jeton.cache.memory.InMemoryTokens;
import dev.jeton.cache.memory.LocalChanges;
import java.time.Duration;

/** The state of one process alone. It cannot be unreachable, and it is gone when the process is. */
public final class InMemoryState implements SharedState {

    public static final long DEFAULT_MAX_TOKENS = 100_000;

    private final TokenRepository tokens;
    private final LockRepository locks;
    private final ChangeWatch changes;

    private InMemoryState(TokenRepository tokens, LockRepository locks, ChangeWatch changes) {
        this.tokens = tokens;
        this.locks = locks;
        this.changes = changes;
    }

    /** An empty state for at most {@code maxTokens} tokens; beyond that the least used ones are dropped. */
    public static InMemoryState create(long maxTokens, TimeSource time) {
        LocalChanges changes = new LocalChanges();
        return new InMemoryState(
                new InMemoryTokens(maxTokens, changes, time), new InMemoryLocks(changes, time), changes);
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
