package dev.jeton.providers.pipeline;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.port.TokenProvider.Issuance;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.Backoff;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.BrokerSettings;
import dev.jeton.providers.near.NearTokens;
import dev.jeton.providers.rotation.Connections;
import dev.jeton.providers.rotation.Rotation;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the stages of a provider's pipeline together; the order of concerns is decided here and nowhere else. */
public final class TokenPipeline {

    private static final Backoff BETWEEN_ATTEMPTS =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), TokenPipeline::random);

    private final Parts parts;
    private final BrokerSettings settings;
    private final Waiting waiting;

    /** What the stages are made with; {@code flights} runs each search on a thread of its own. */
    public record Parts(
            SharedState state,
            CredentialSource credentials,
            Memory memory,
            Executor flights,
            TokenEvents events,
            TimeSource time) {}

    /**
     * A provider's pipeline behind the near stage, which all providers share.
     *
     * @param source for those who wait
     * @param ahead the same way for renewals, without the flights: whoever asks meanwhile is not to wait for one
     * @param tokens where they are found without asking for them
     */
    public record Assembled(TokenSource source, TokenSource ahead, Repositories tokens) {}

    /**
     * Where tokens are found.
     *
     * @param shared those of all processes
     * @param held what there is while the shared ones are away
     */
    public record Repositories(TokenRepository shared, TokenRepository held) {}

    /** What one process remembers: its tokens, refusals by providers, and rejections by APIs. */
    public record Memory(NearTokens near, Refusals refusals, Rejections rejections) {}

    public TokenPipeline(Parts parts, BrokerSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.waiting = new Waiting(parts.state.changes(), TokenPipeline::random, parts.time);
    }

    /** The way of a request for a token of {@code provider}. */
    public Assembled assemble(TokenProvider provider) {
        TokenSource upstream = upstream(provider);
        TokenSource retried = new RetriedSource(upstream, settings.maxRetries(), BETWEEN_ATTEMPTS, parts.time);
        // Around the retries, not inside: one request is one call to the breaker, however often it tried.
        TokenSource guarded = new GuardedSource(retried, new ProviderGuard(provider.id(), parts.time));
        boolean exchanged = provider.issuance() != Issuance.STATIC;
        return assemble(guarded, exchanged, new Repositories(parts.state.tokens(), parts.memory.near));
    }

    /** The same for a provider whose refresh tokens rotate: nothing is retried, and the guard stands inside the claim's. */
    public Assembled assemble(RefreshTokenProvider provider, Rotation rotation) {
        GrantedEntries entries = new GrantedEntries(settings.ttlPolicy(TokenPipeline::random));
        TokenSource rotated = new RotatedSource(
                provider,
                rotation,
                new ProviderGuard(provider.id(), parts.time),
                new RotatedSource.Exchange(entries, waiting, parts.events, parts.time));
        Connections connections = rotation.connections();
        return assemble(
                rotated,
                true,
                new Repositories(
                        new GrantedTokens(parts.state.tokens(), connections, entries),
                        new GrantedTokens(parts.memory.near, connections, entries)));
    }

    /** The way of one request behind the near stage, written from the provider outwards: the last line is the first stage. */
    private Assembled assemble(TokenSource guarded, boolean exchanged, Repositories tokens) {
        // Published before the lock is released, so whoever waited for the lock finds the token.
        TokenSource published = published(guarded, tokens.shared);
        TokenSource locked = exchanged ? locked(published, tokens.shared) : published;
        // Outside the lock: a refusal is repeated without waiting for anybody.
        TokenSource remembered = new RememberedSource(locked, parts.memory.refusals);
        // Inside the flight: what one flight has read is kept once, by what was known when it began to read.
        TokenSource together =
                new KeptSource(reading(remembered, tokens.shared), parts.memory.near, parts.memory.rejections);
        if (parts.state.reach() == SharedState.Reach.PROCESS) {
            // What lives in this process cannot be away.
            return new Assembled(collapsed(together), together, tokens);
        }
        // Without the shared state: what this process holds, then the provider within limits, without a lock.
        // Inside what is published here, so that others have it no later than this process.
        TokenSource handedOn = new HandedOnSource(guarded, tokens.shared, parts.state.health());
        TokenSource limited = new LimitedSource(
                published(handedOn, tokens.held), settings.degradedLimitPerMinute(), parts.events, parts.time);
        TokenSource alone = reading(new RememberedSource(limited, parts.memory.refusals), tokens.held);
        TokenSource degraded = new DegradedSource(together, alone, parts.state.health(), parts.events);
        // Around the flights: a demand that was made to exclude a token joins only what excludes it too.
        return new Assembled(new RejectedSource(collapsed(degraded), parts.memory.rejections), degraded, tokens);
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
        TokenSource rechecked = new RecheckedSource(published, tokens, parts.time);
        return new LockedSource(rechecked, new LockedSource.Place(tokens, parts.state.locks()), lock(), parts.events);
    }

    private LockedSource.Lock lock() {
        return new LockedSource.Lock(settings.lockLease(), waiting, parts.time);
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
