package dev.jeton.providers.pipeline;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.port.TokenProvider.Issuance;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.BrokerSettings;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the stages of a provider's pipeline together; the order of concerns is decided here and nowhere else. */
public final class TokenPipeline {

    private static final Backoff BETWEEN_ATTEMPTS =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), TokenPipeline::random);

    private final Parts parts;
    private final BrokerSettings settings;

    /** What the stages are made with; {@code flights} runs each search on a thread of its own. */
    public record Parts(
            SharedState state,
            CredentialSource credentials,
            Memory memory,
            Executor flights,
            TokenEvents events,
            TimeSource time) {}

    /** What one process remembers of refusals by providers and of rejections by APIs. */
    public record Memory(Refusals refusals, Rejections rejections) {}

    public TokenPipeline(Parts parts, BrokerSettings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /** The way of one request, written from the provider outwards: the last line is the first stage. */
    public TokenSource assemble(TokenProvider provider) {
        TokenRepository shared = parts.state.tokens();
        TokenRepository held = parts.state.held();

        TokenSource upstream = upstream(provider);
        TokenSource retried = new RetriedSource(upstream, settings.maxRetries(), BETWEEN_ATTEMPTS, parts.time);
        // Around the retries, not inside: one request is one call to the breaker, however often it tried.
        TokenSource guarded = new GuardedSource(retried, provider.id(), parts.time);

        // Published before the lock is released, so whoever waited for the lock finds the token.
        TokenSource published = published(guarded, shared);
        TokenSource locked = provider.issuance() == Issuance.STATIC ? published : locked(published, shared);
        // Outside the lock: a refusal is repeated without waiting for anybody.
        TokenSource remembered = new RememberedSource(locked, parts.memory.refusals);
        TokenSource together = reading(remembered, shared);

        if (parts.state.reach() == SharedState.Reach.PROCESS) {
            // What lives in this process needs no flight to be read and cannot be away: it is its own near cache.
            return reading(collapsed(together), shared);
        }

        // Without the shared state: what this process holds, then the provider within limits, without a lock.
        TokenSource limited = new LimitedSource(
                published(guarded, held), settings.degradedLimitPerMinute(), parts.events, parts.time);
        TokenSource alone = reading(new RememberedSource(limited, parts.memory.refusals), held);
        TokenSource degraded = new DegradedSource(together, alone, held, parts.state.health(), parts.events);

        // The near cache and its refresh-ahead go around this line.
        TokenSource collapsed = collapsed(degraded);
        // Around the flights: a demand that was made to exclude a token joins only what excludes it too.
        return new RejectedSource(collapsed, parts.memory.rejections);
    }

    private TokenSource upstream(TokenProvider provider) {
        UpstreamSource.Exchange exchange =
                new UpstreamSource.Exchange(settings.exchangeTimeout(), settings.ttlPolicy(TokenPipeline::random));
        return new UpstreamSource(provider, parts.credentials, exchange, parts.events, parts.time);
    }

    private TokenSource published(TokenSource delegate, TokenRepository tokens) {
        return new PublishedSource(delegate, tokens, parts.events, parts.time);
    }

    private TokenSource locked(TokenSource published, TokenRepository tokens) {
        // Read again after the lock: the holder before may have published what we came for.
        TokenSource checkedAgain = reading(published, tokens);
        LockedSource.Lock lock = new LockedSource.Lock(settings.lockLease(), TokenPipeline::random, parts.time);
        return new LockedSource(checkedAgain, parts.state, lock, parts.events);
    }

    private TokenSource reading(TokenSource delegate, TokenRepository tokens) {
        return new SharedSource(delegate, tokens, settings.forceRefreshMinInterval(), parts.events, parts.time);
    }

    private TokenSource collapsed(TokenSource delegate) {
        return new CollapsedSource(delegate, parts.flights, settings.flightPatience(), parts.events, parts.time);
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
