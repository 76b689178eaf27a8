package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.port.Stamps.Stamp;
import dev.jeton.providers.near.NearTokens;

/**
 * Keeps in this process what the shared way brings: the next requests are answered from here, and losing the shared state
 * costs no exchange for tokens that are still good.
 */
final class KeptSource implements TokenSource {

    private final TokenSource delegate;
    private final NearTokens held;
    private final Rejections rejections;

    KeptSource(TokenSource delegate, NearTokens held, Rejections rejections) {
        this.delegate = delegate;
        this.held = held;
        this.rejections = rejections;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        // Before anything is read: what changes from now on must not be overwritten by what was read before.
        Stamp before = held.stamp(demand.key());
        TokenAnswer answer = delegate.get(demand);
        if (answer.source() == TokenAnswer.Source.FRESH) {
            held.keepNew(demand.key(), answer.entry(), before);
        } else if (!rejections.include(demand.key(), answer.token().fingerprint())) {
            held.keep(demand.key(), answer.entry(), before);
        }
        return answer;
    }

    @Override
    public String toString() {
        return "kept > " + delegate;
    }
}
