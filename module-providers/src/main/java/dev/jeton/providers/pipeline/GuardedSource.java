package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;

/** Lets an exchange through only where the provider's guard does. */
final class GuardedSource implements TokenSource {
    private final TokenSource delegate;
    private final ProviderGuard guard;

    GuardedSource(TokenSource delegate, ProviderGuard guard) {
        this.delegate = delegate;
        this.guard = guard;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        return guard.through(demand.key(), demand.deadline(), () -> delegate.get(demand));
    }

    @Override
    public String toString() {
        return "guarded > " + delegate;
    }
}
