package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import java.time.Duration;

/**
 * Puts what was bought without the lock where others find it all the same, if that can be used: perhaps only the lock is on a server
 * that is away. Else each process of a fleet would buy a token of its own for as long as it is.
 */
final class HandedOnSource implements TokenSource {

    /** As long as a server takes that is well: the caller may have waited for one that is not already. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    private final TokenSource delegate;
    private final TokenRepository shared;
    private final StateHealth health;

    HandedOnSource(TokenSource delegate, TokenRepository shared, StateHealth health) {
        this.delegate = delegate;
        this.shared = shared;
        this.health = health;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        TokenAnswer answer = delegate.get(demand);
        if (answer.source() == TokenAnswer.Source.FRESH && health.isUsableFor(demand.key())) {
            handOn(answer, demand);
        }
        return answer;
    }

    private void handOn(TokenAnswer answer, TokenDemand demand) {
        Thread storing = Thread.ofVirtual().name("jeton-hand-on").start(() -> store(answer, demand));
        try {
            boolean unused = storing.join(LONGEST_WAIT);
        } catch (InterruptedException e) {
            // It goes on by itself.
            Thread.currentThread().interrupt();
        }
    }

    private void store(TokenAnswer answer, TokenDemand demand) {
        try {
            shared.store(demand.key(), answer.entry());
        } catch (CacheUnavailable e) {
            // As has been told by whoever came here because of it.
        }
    }

    @Override
    public String toString() {
        return "handedOn(" + shared + ") > " + delegate;
    }
}
