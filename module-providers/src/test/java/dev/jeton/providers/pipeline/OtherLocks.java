package dev.jeton.providers.pipeline;

import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;

/** A shared state whose locks are others. */
record OtherLocks(SharedState state, LockRepository locks) implements SharedState {
    @Override
    public TokenRepository tokens() {
        return state.tokens();
    }

    @Override
    public TokenRepository held() {
        return state.held();
    }

    @Override
    public StateHealth health() {
        return state.health();
    }

    @Override
    public Reach reach() {
        return state.reach();
    }

    @Override
    public void close() {
        state.close();
    }
}
