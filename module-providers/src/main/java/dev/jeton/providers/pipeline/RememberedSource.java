package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;

/** Repeats a recent refusal instead of asking for another one. */
final class RememberedSource implements TokenSource {

    private final TokenSource delegate;
    private final Refusals refusals;

    RememberedSource(TokenSource delegate, Refusals refusals) {
        this.delegate = delegate;
        this.refusals = refusals;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        refusals.repeatFor(demand.key());
        try {
            TokenAnswer answer = delegate.get(demand);
            if (answer.source() == TokenAnswer.Source.FRESH) {
                refusals.forget(demand.key());
            }
            return answer;
        } catch (TokenException e) {
            refusals.remember(demand.key(), e);
            throw e;
        }
    }

    @Override
    public String toString() {
        return "remembered > " + delegate;
    }
}
