package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;

/**
 * Looks once more, for whoever held the lock before may have published what was come for. It falls back on nothing: what goes wrong
 * behind it has to be heard by the stages that remember, and the shared stage in front of them falls back on the same repository.
 */
final class RecheckedSource implements TokenSource {

    private final TokenSource delegate;
    private final TokenRepository tokens;
    private final TimeSource time;

    RecheckedSource(TokenSource delegate, TokenRepository tokens, TimeSource time) {
        this.delegate = delegate;
        this.tokens = tokens;
        this.time = time;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        return SharedSource.peek(tokens, demand, time).orElseGet(() -> delegate.get(demand));
    }

    @Override
    public String toString() {
        return "rechecked(" + tokens + ") > " + delegate;
    }
}
