package dev.jeton.providers.pipeline;

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
