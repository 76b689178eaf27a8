package dev.jeton.providers.rotation;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Spends refresh tokens that rotate, so that none is spent twice by us and no answer is lost that reached us: claim before
 * spend, look again directly before the send, journal before commit, commit by generation, patience before a takeover. The
 * steps stand in {@link #refresh} in their order; {@code docs/rotation.md} draws them.
 */
public final class Rotation implements AutoCloseable {
    private final Parts parts;
    private final RotationSettings settings;
    private final Claims claims;
    private final PendingAnswers pending;
    private final Spender spender;
    private final Connections connections;
    private final Seeding seeding;
    private final Steps steps;

    /** What it works with. */
    public record Parts(
            GrantStore store,
            Journal journal,
            CredentialSource credentials,
            Seeds seeds,
            TokenEvents events,
            TimeSource time) {}

    /** Lets nobody through who would hurt a provider, or be hurt by it. */
    public interface Gate {
        /**
         * What {@code exchange} gives, if it is let through before {@code deadline}. Where it gives nothing nobody was asked,
         * which says nothing of the provider.
         */
        <T> Optional<T> through(TokenKey key, Deadline deadline, Supplier<Optional<T>> exchange);
    }

    /**
     * One wish for a new access token.
     *
     * @param generation whose access token was found wanting: that of a later one may be good
     * @param callersAreServed whether there is still a valid access token for those who ask: then nothing is hurried
     * @param deadline after which nothing is begun; what was begun is brought to its end all the same
     */
    public record Wish(
            TokenKey key, long generation, boolean callersAreServed, CorrelationId correlationId, Deadline deadline) {}

    private Rotation(Parts parts, RotationSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.steps = new Steps(TokenEvents.contained(parts.events));
        this.claims = new Claims(parts.store, settings, steps);
        this.pending = new PendingAnswers(settings.home(), parts.store, parts.journal, steps, parts.time);
        this.spender = new Spender(claims, settings, steps, parts.time);
        this.connections = new Connections(parts.store, steps);
        this.seeding = new Seeding(parts.store, parts.seeds, steps);
    }

    /** Commits what a process before this one left in the journal, before anything else is done. */
    public static Rotation open(Parts parts, RotationSettings settings) {
        Rotation rotation = new Rotation(parts, settings);
        rotation.pending.recover();
        return rotation;
    }

    /** The connections that it keeps, for those who look after them. */
    public Connections connections() {
        return connections;
    }

    /**
     * The grant of {@code key} as it stands, seeded if it is not there yet; the caller closes it.
     *
     * @throws TokenException.CredentialsNotFound if nobody has connected it
     */
    public StoredGrant current(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        return seeding.find(key, () -> credentials(key, correlationId, deadline));
    }

    /**
     * A new access token for a refresh token, durable before it is given.
     *
     * @return empty where somebody else has the claim, or has been faster: look again
     * @throws ReauthorizationRequired if the connection is dead
     * @throws StoreUnavailable if the store cannot be told; then nothing was sent, or the answer is kept for it
     */
    public Optional<GrantedAccess> refresh(RefreshTokenProvider provider, Wish wish, Gate gate) {
        if (pending.settle(wish.key) || wish.deadline.hasPassed()) {
            // What was pending may have brought the access token that is wished for.
            return Optional.empty();
        }
        try (Credentials credentials = credentials(wish.key, wish.correlationId, wish.deadline)) {
            Attempt attempt = new Attempt(provider, wish, credentials);
            return gate.through(wish.key, wish.deadline, () -> claimAndSpend(attempt));
        }
    }

    private record Attempt(RefreshTokenProvider provider, Wish wish, Credentials credentials) {
        TokenKey key() {
            return wish.key;
        }
    }

    private Credentials credentials(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        try {
            return parts.credentials.find(key, correlationId, deadline).orElseGet(() -> new Credentials(Map.of()));
        } catch (TenantNotFound e) {
            // Its refresh token may be enough; a provider that wants more says so.
            return new Credentials(Map.of());
        }
    }

    private Optional<GrantedAccess> claimAndSpend(Attempt attempt) {
        // Before the grant is read: the lease in the store's time begins later than this.
        Deadline sendBefore = Deadline.in(settings.sendWithin(), parts.time);
        try (StoredGrant stored = parts.store.find(attempt.key()).orElse(null)) {
            if (stored == null || !isWanted(stored, attempt.wish)) {
                return Optional.empty();
            }
            // What cannot be written down is not asked for.
            Journal.Place place = pending.reserve();
            boolean kept = false;
            try (HeldClaim held = claims.take(attempt.key(), stored, sendBefore).orElse(null)) {
                if (held == null) {
                    return Optional.empty();
                }
                try {
                    Spending spending = spender.spend(attempt.provider, attempt.credentials, held);
                    kept = spending instanceof Spending.Rotated;
                    return outcome(held, spending, place);
                } finally {
                    claims.leave(held);
                }
            } finally {
                if (!kept) {
                    place.clear();
                }
            }
        }
    }

    /** The grant may have been rotated since it was found wanting, or its answer may have come since it was settled. */
    private boolean isWanted(StoredGrant stored, Wish wish) {
        return stored.grant().generation() == wish.generation
                && claims.mayBeTaken(stored, wish.callersAreServed)
                // In this order: a claim of ours is over only after its answer has become a pending one.
                && !pending.holds(wish.key);
    }

    private Optional<GrantedAccess> outcome(HeldClaim held, Spending spending, Journal.Place place) {
        return switch (spending) {
            case Spending.Rotated rotated -> kept(held, rotated, place);
            case Spending.Dead dead -> died(held, dead);
            case Spending.NotSpent refused -> {
                claims.giveBack(held, refused.why().detail());
                throw refused.why();
            }
            case Spending.Lost lost -> {
                // The claim stays, and runs out.
                claims.explain(held, lost.why().detail());
                throw lost.why();
            }
        };
    }

    private Optional<GrantedAccess> kept(HeldClaim held, Spending.Rotated rotated, Journal.Place place) {
        try (rotated) {
            Grant next = held.grant().rotated(rotated.successorOrNull(), rotated.accessOrNull());
            steps.about(held.key(), next, Step.ANSWERED);
            boolean taken = pending.keep(held, next, place);
            if (taken && rotated.access().isEmpty()) {
                throw UpstreamFailed.nonsense("the provider sent a refresh token without a usable access token", null);
            }
            return rotated.access().filter(access -> taken);
        } finally {
            claims.over(held);
        }
    }

    /** Another may have rotated meanwhile: then the provider speaks of an older refresh token, and the newer one is good. */
    private Optional<GrantedAccess> died(HeldClaim held, Spending.Dead dead) {
        boolean ours = Changes.apply(
                parts.store,
                held.key(),
                now -> now.isSameGenerationAs(held.grant()) ? Optional.of(now.dead(dead.why())) : Optional.empty());
        claims.over(held);
        if (!ours) {
            return Optional.empty();
        }
        steps.about(held.key(), held.grant(), Step.REAUTHORIZATION_REQUIRED);
        throw Connections.reauthorizationRequired();
    }

    /** Tells the store once more of what it could not be told; what it still cannot be told is in the journal. */
    @Override
    public void close() {
        pending.close();
    }

    @Override
    public String toString() {
        return "Rotation[" + parts.store + "]";
    }
}
