package dev.jeton.providers.pipeline;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;

/** Keeps a token that was rejected from being given to anybody here, whatever the shared state still holds. */
final class RejectedSource implements TokenSource {

    private final TokenSource delegate;
    private final Rejections rejections;

    RejectedSource(TokenSource delegate, Rejections rejections) {
        this.delegate = delegate;
        this.rejections = rejections;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        TokenAnswer answer = delegate.get(rejections.excludedFrom(demand));
        // Noted only now that there is another one: a report alone must not cost the others a token that may be good.
        if (demand.freshness() instanceof Freshness.NotThis(Fingerprint rejected)) {
            rejections.note(demand.key(), rejected);
        }
        // A provider that gives a token anew means it.
        if (answer.source() == TokenAnswer.Source.FRESH) {
            rejections.takeBack(demand.key(), answer.token().fingerprint());
        }
        return answer;
    }

    @Override
    public String toString() {
        return "rejected > " + delegate;
    }
}
