package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.rotation.Connections;
import dev.jeton.providers.rotation.Rotation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The innermost stage of a provider whose refresh tokens rotate: what the grant holds, or a new token for its refresh token.
 * Whoever finds it claimed by another is content with the token that is still valid, or waits.
 */
final class RotatedSource implements TokenSource {
    private static final String BUSY = "another process has the claim on the refresh token";

    private final RefreshTokenProvider provider;
    private final Rotation rotation;
    private final Rotation.Gate gate;
    private final Exchange exchange;

    /**
     * @param accesses makes cache entries of what grants hold
     * @param waiting for another process that has the claim
     */
    record Exchange(GrantedEntries accesses, Waiting waiting, TokenEvents events, TimeSource time) {}

    RotatedSource(RefreshTokenProvider provider, Rotation rotation, Rotation.Gate gate, Exchange exchange) {
        this.provider = provider;
        this.rotation = rotation;
        this.gate = gate;
        this.exchange = exchange;
    }

    @Override
    public TokenAnswer get(TokenDemand demand) {
        while (true) {
            CompletableFuture<Void> change = exchange.waiting.bell(demand.key());
            Optional<TokenAnswer> answer = attempt(demand);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (demand.isAhead()) {
                throw new LockTimeout(BUSY, Duration.ofSeconds(1));
            }
            exchange.waiting.until(change, demand.deadline(), BUSY);
        }
    }

    /** What can be had now; empty where another has the claim and there is nothing to be content with. */
    private Optional<TokenAnswer> attempt(TokenDemand demand) {
        TokenEntry tolerable;
        boolean dead;
        long generation;
        try (StoredGrant stored = rotation.current(demand.key(), demand.correlationId(), demand.deadline())) {
            @Nullable
            TokenEntry granted =
                    stored.grant().access().flatMap(exchange.accesses::entry).orElse(null);
            if (granted != null && demand.prefers(granted, exchange.time().now())) {
                return Optional.of(new TokenAnswer(granted, TokenAnswer.Source.CACHE));
            }
            tolerable =
                    granted != null && demand.tolerates(granted, exchange.time().now()) ? granted : null;
            dead = stored.grant().state() instanceof GrantState.ReauthorizationRequired;
            generation = stored.grant().generation();
        }
        if (dead && tolerable == null) {
            throw Connections.reauthorizationRequired();
        }
        // A renewal is begun while callers have a good token, wherever that is held: a grant may believe its own for a
        // shorter
        // while.
        boolean callersAreServed = demand.isAhead() || tolerable != null;
        Optional<TokenAnswer> fresh = dead ? Optional.empty() : refreshed(demand, generation, callersAreServed);
        return fresh.or(
                () -> Optional.ofNullable(tolerable).map(entry -> new TokenAnswer(entry, TokenAnswer.Source.CACHE)));
    }

    private Optional<TokenAnswer> refreshed(TokenDemand demand, long generation, boolean callersAreServed) {
        Rotation.Wish wish = new Rotation.Wish(
                demand.key(), generation, callersAreServed, demand.correlationId(), demand.deadline());
        long started = exchange.time().nanos();
        try {
            Optional<GrantedAccess> access = rotation.refresh(provider, wish, gate);
            access.ifPresent(token -> exchange.events.on(new TokenEvent.UpstreamAnswered(
                    provider.id(), exchange.time().since(started))));
            return access.flatMap(exchange.accesses::entry)
                    .map(entry -> new TokenAnswer(entry, TokenAnswer.Source.FRESH));
        } catch (TokenException.StoreUnavailable e) {
            // The provider was not asked, or has answered.
            throw e;
        } catch (TokenException e) {
            exchange.events.on(new TokenEvent.UpstreamFailed(
                    demand.key(), e, exchange.time().since(started)));
            if (callersAreServed && e instanceof ReauthorizationRequired) {
                // The connection is dead from now on; the access token that it left is served to its end.
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return "rotated(" + provider.id() + ")";
    }
}
