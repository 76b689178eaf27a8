package dev.jeton.app.http;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import java.time.Duration;

/** A shared state on three servers, of which one is away. */
record PartlyAway(SharedState working) implements SharedState {

    @Override
    public TokenRepository tokens() {
        return working.tokens();
    }

    @Override
    public LockRepository locks() {
        return working.locks();
    }

    @Override
    public CacheService cache() {
        return working.cache();
    }

    @Override
    public ChangeWatch changes() {
        return working.changes();
    }

    @Override
    public StateHealth health() {
        return () -> new StateHealth.Reading(true, Duration.ofMillis(2), new StateHealth.Nodes(2, 1));
    }

    @Override
    public Reach reach() {
        return Reach.FLEET;
    }

    @Override
    public void close() {
        working.close();
    }
}
