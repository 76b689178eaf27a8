package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;

/** Puts every new token where others find it. A write that fails never costs the caller the token. */
final class PublishedSource implements TokenSource {

    private final TokenSource delegate;
    private final TokenRepository tokens;
    private final TokenEvents events;
    private final TimeSource time;

    PublishedSource(TokenSource delegate, TokenRepository tokens, TokenEvents events, TimeSource time) {
        this.delegate = delegate;
        this.tokens = tokens;
        this.events = events;
        this.time = time;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        TokenAnswer answer = delegate.get(demand);
        if (isNews(answer, demand)) {
            publish(answer, demand);
        }
        return answer;
    }

    /** A grant's old token, that there is no better one for just now, may have been invalidated or replaced by others since. */
    private boolean isNews(TokenAnswer answer, TokenDemand demand) {
        return answer.source() == TokenAnswer.Source.FRESH || demand.prefers(answer.entry(), time.now());
    }

    private void publish(TokenAnswer answer, TokenDemand demand) {
        if (!answer.schedule().cacheTtl(time.now()).isPositive()) {
            events.on(new TokenEvent.Uncacheable(demand.key()));
        }
        try {
            tokens.store(demand.key(), answer.entry());
            events.on(new TokenEvent.Published(demand.key()));
        } catch (CacheUnavailable e) {
            events.on(new TokenEvent.CacheFault("store", e.detail()));
        }
    }

    @Override
    public String toString() {
        return "published(" + tokens + ") > " + delegate;
    }
}
