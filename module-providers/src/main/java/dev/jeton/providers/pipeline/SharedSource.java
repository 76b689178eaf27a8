package dev.jeton.providers.pipeline;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException.Unavailable;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers from a repository of tokens where the demand prefers what it holds, and falls back on it where a better one
 * cannot be had. A refusal is never hidden by a fallback; a token that the demand excludes, or that has expired, is none.
 */
final class SharedSource implements TokenSource {

    private final TokenSource delegate;
    private final TokenRepository tokens;
    private final Duration forcedAtMostEvery;
    private final TokenEvents events;
    private final TimeSource time;

    /** @param forcedAtMostEvery a token younger than this answers a forced demand as well */
    SharedSource(
            TokenSource delegate,
            TokenRepository tokens,
            Duration forcedAtMostEvery,
            TokenEvents events,
            TimeSource time) {
        this.delegate = delegate;
        this.tokens = tokens;
        this.forcedAtMostEvery = forcedAtMostEvery;
        this.events = events;
        this.time = time;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        TokenEntry cached = tokens.find(demand.key()).orElse(null);
        if (cached == null) {
            return delegate.get(anythingNew(demand));
        }
        Instant now = time.now();
        if (demand.prefers(cached, now) || demand.isContentWith(cached, forcedAtMostEvery, now)) {
            return new TokenAnswer(cached, TokenAnswer.Source.CACHE);
        }
        return better(anotherThan(cached, demand), cached);
    }

    private TokenAnswer better(TokenDemand demand, TokenEntry cached) {
        try {
            return delegate.get(demand);
        } catch (Unavailable e) {
            TokenEntry still = stillThere(demand, cached);
            // Nobody waits for a renewal: there is nobody to serve, and it has to be heard that it failed.
            if (demand.isAhead() || still == null || !demand.tolerates(still, time.now())) {
                throw e;
            }
            events.on(new TokenEvent.StaleServed(demand.key(), e));
            return new TokenAnswer(still, TokenAnswer.Source.CACHE);
        }
    }

    /** It may have been invalidated, or replaced, while a better one was looked for. */
    private @Nullable TokenEntry stillThere(TokenDemand demand, TokenEntry cached) {
        try {
            return tokens.find(demand.key()).orElse(null);
        } catch (Unavailable e) {
            return cached;
        }
    }

    /**
     * Whoever forces a refresh wants another token than the one that is cached now. Said so, the wish can be checked again
     * after the lock without comparing the clocks of two machines: if the cached token has changed, it is fulfilled.
     */
    private static TokenDemand anotherThan(TokenEntry cached, TokenDemand demand) {
        return demand.isForced()
                ? demand.with(new Freshness.NotThis(cached.token().fingerprint()))
                : demand;
    }

    /** Where nothing is cached, whatever appears while a forced demand waits for the lock is newer: any token will do. */
    private static TokenDemand anythingNew(TokenDemand demand) {
        return demand.isForced() ? demand.with(new Freshness.Cached()) : demand;
    }

    /** What a waiter looks for: an entry that answers the demand, without asking anybody else. */
    static Optional<TokenAnswer> peek(TokenRepository tokens, TokenDemand demand, TimeSource time) {
        return tokens.find(demand.key())
                .filter(entry -> demand.prefers(entry, time.now()))
                .map(entry -> new TokenAnswer(entry, TokenAnswer.Source.CACHE));
    }

    @Override
    public String toString() {
        return "shared(" + tokens + ") > " + delegate;
    }
}
