package dev.jeton.providers.rotation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantFailed;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.Claim;
import dev.jeton.api.grant.ClaimOwner;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.time.Deadline;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to spend a refresh token: who may have it, and when another may take it over. It is durable before anything is
 * sent, and it is given back only when it is certain that nothing was spent.
 */
final class Claims {
    private static final int MOST_REMEMBERED = 100_000;

    private final GrantStore store;
    private final RotationSettings settings;
    private final Steps steps;

    /** The claims of this process under which something is being sent, or about to be. Each has its end in a finally. */
    private final Set<ClaimOwner> inFlight = ConcurrentHashMap.newKeySet();

    /** What became of the others, for as long as they may still stand. Each has its own entry: who loses the race for a grant
     * must not make the winner's claim look like that of a process that died. */
    private final Cache<ClaimOwner, Fate> ended;

    /** What became of a claim of this process. */
    private enum Fate {
        /** It was sent, and no answer came. */
        ANSWER_LOST,
        /** Nothing was sent, but the store could not be told, or did not say whether it heard of the claim at all. */
        UNSENT
    }

    Claims(GrantStore store, RotationSettings settings, Steps steps) {
        this.store = store;
        this.settings = settings;
        this.steps = steps;
        this.ended = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                // Later than this a claim has run out for everybody.
                .expireAfterWrite(settings.lease().plus(settings.patience()).multipliedBy(2))
                .build();
    }

    /**
     * Whether the grant may be claimed now. An owner that let its claim run out may have spent the refresh token and hold the
     * answer, cut off from the store; so it is waited for as long as callers can be given a valid access token, and some
     * patience longer. An owner that has died holds nothing, but may have spent it too.
     *
     * @param callersAreServed whether there is still an access token for those who ask
     */
    boolean mayBeTaken(StoredGrant stored, boolean callersAreServed) {
        return switch (stored.grant().state()) {
            case GrantState.Active() -> true;
            case GrantState.ReauthorizationRequired() -> false;
            case GrantState.Claimed(Claim claim) ->
                // In flight: whatever the clocks say.
                !inFlight.contains(claim.owner()) && mayBeTakenOver(claim, stored, callersAreServed);
        };
    }

    private boolean mayBeTakenOver(Claim claim, StoredGrant stored, boolean callersAreServed) {
        return switch (ended.getIfPresent(claim.owner())) {
            case UNSENT -> true;
            case ANSWER_LOST -> !callersAreServed && hasRunOut(claim, stored);
            case null -> !callersAreServed && (isOfADeadProcess(claim) || hasRunOut(claim, stored));
        };
    }

    private boolean hasRunOut(Claim claim, StoredGrant stored) {
        return claim.isOverdueBy(settings.patience(), stored.storeTime());
    }

    /** Made by a process of this home, and not by this one. */
    private boolean isOfADeadProcess(Claim claim) {
        return claim.owner().home().equals(settings.home());
    }

    /**
     * Claims what was read as {@code stored}; empty where another was faster.
     *
     * @param sendBefore begins before {@code stored} was read, hence before the store's lease
     */
    Optional<HeldClaim> take(TokenKey key, StoredGrant stored, Deadline sendBefore) {
        ClaimOwner owner = ClaimOwner.of(settings.home());
        Grant claimed =
                stored.grant().claimed(new Claim(owner, stored.storeTime().plus(settings.lease())));
        // Before the store hears of it: whoever reads it there must not take it for another's.
        inFlight.add(owner);
        boolean taken = false;
        try {
            steps.about(key, claimed, Step.CLAIMING);
            Optional<Revision> revision = store.replace(key, stored.revision(), claimed);
            taken = revision.isPresent();
            if (taken) {
                steps.about(key, claimed, stored.grant().claim().isPresent() ? Step.TAKEN_OVER : Step.CLAIMED);
            }
            return revision.map(known ->
                    new HeldClaim(key, owner, stored.grant().claim().orElse(null), claimed, known, sendBefore));
        } finally {
            if (!taken) {
                // The store may have heard of it without our hearing its answer.
                end(owner, Fate.UNSENT);
                claimed.close();
            }
        }
    }

    private void end(ClaimOwner owner, Fate fate) {
        // In this order: in between it is both, and never neither.
        ended.put(owner, fate);
        inFlight.remove(owner);
    }

    /** Directly before the send: the claim is still ours and no other generation has come. */
    boolean isStillOurs(HeldClaim held) {
        if (held.sendBefore().hasPassed()) {
            return false;
        }
        try (StoredGrant now = store.find(held.key()).orElse(null)) {
            return now != null
                    && now.grant().isSameGenerationAs(held.grant())
                    && now.grant().isClaimedBy(held.owner());
        }
    }

    /** Frees the grant: nothing was spent. Where the store cannot be told, it is known here and runs out elsewhere. */
    void giveBack(HeldClaim held, String why) {
        end(held.owner(), Fate.UNSENT);
        try {
            // Its access token may have been dropped meanwhile, so it is looked at again.
            if (Changes.apply(store, held.key(), now -> freed(held, now, why))) {
                steps.about(held.key(), held.grant(), Step.FREED);
            }
        } catch (StoreUnavailable e) {
            steps.failed(held.key(), GrantFailed.Stage.CLAIM, e);
        }
    }

    private static Optional<Grant> freed(HeldClaim held, Grant now, String why) {
        if (!now.isClaimedBy(held.owner())) {
            return Optional.empty();
        }
        // Whoever it was taken over from may have spent it: that is as true as before.
        Claim before = held.takenFromOrNull();
        return Optional.of(before == null ? now.freed(why) : now.claimedAgain(before, why));
    }

    /** Notes with the claim, which stays, what went wrong under it; where the store cannot be told, nothing is lost. */
    void explain(HeldClaim held, String why) {
        try {
            boolean unused = Changes.apply(
                    store,
                    held.key(),
                    now -> now.isClaimedBy(held.owner()) ? Optional.of(now.troubled(why)) : Optional.empty());
        } catch (StoreUnavailable e) {
            steps.failed(held.key(), GrantFailed.Stage.CLAIM, e);
        }
    }

    /** It is over: an answer was kept, or the connection is dead. */
    void over(HeldClaim held) {
        inFlight.remove(held.owner());
    }

    /** Nothing more is done under the claim; what was sent under it, and not answered, stays sent. */
    void leave(HeldClaim held) {
        if (inFlight.contains(held.owner())) {
            end(held.owner(), Fate.ANSWER_LOST);
        }
    }
}
