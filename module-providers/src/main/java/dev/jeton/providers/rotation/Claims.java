package dev.jeton.providers.rotation;

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
    private final GrantStore store;
    private final RotationSettings settings;
    private final Steps steps;

    /**
     * The claims of this process under which something is being sent, or was and the answer is lost. A claim of this home
     * that is not among them was made by a process that has died, or never became one.
     */
    private final Set<ClaimOwner> spending = ConcurrentHashMap.newKeySet();

    Claims(GrantStore store, RotationSettings settings, Steps steps) {
        this.store = store;
        this.settings = settings;
        this.steps = steps;
    }

    /**
     * Whether the grant may be claimed now. An owner that let its claim run out may have spent the refresh token and hold the
     * answer, cut off from the store; so it is waited for as long as callers can be given a valid access token, and some
     * patience longer. An owner that has died holds nothing.
     *
     * @param callersAreServed whether there is still an access token for those who ask
     */
    boolean mayBeTaken(StoredGrant stored, boolean callersAreServed) {
        return switch (stored.grant().state()) {
            case GrantState.Active() -> true;
            case GrantState.ReauthorizationRequired() -> false;
            case GrantState.Claimed(Claim claim) ->
                !callersAreServed
                        && (isOfADeadProcess(claim.owner())
                                || claim.isOverdueBy(settings.patience(), stored.storeTime()));
        };
    }

    private boolean isOfADeadProcess(ClaimOwner owner) {
        return owner.home().equals(settings.home()) && !spending.contains(owner);
    }

    /**
     * Claims what was read as {@code stored}; empty where another was faster.
     *
     * @param sendBefore begins before {@code stored} was read, hence before the store's lease
     */
    Optional<HeldClaim> take(TokenKey key, StoredGrant stored, Deadline sendBefore) {
        ClaimOwner owner = ClaimOwner.of(settings.home());
        Claim claim = new Claim(owner, stored.storeTime().plus(settings.lease()));
        Grant claimed = stored.grant().claimed(claim);
        // Before it is durable: a claim of ours whose making was not answered must not look like another's.
        spending.add(owner);
        try {
            steps.about(key, claimed, Step.CLAIMING);
            Optional<Revision> revision = store.replace(key, stored.revision(), claimed);
            if (revision.isPresent()) {
                stored.grant().claim().ifPresent(before -> spending.remove(before.owner()));
                steps.about(key, claimed, stored.grant().claim().isPresent() ? Step.TAKEN_OVER : Step.CLAIMED);
                return Optional.of(new HeldClaim(key, owner, claimed, revision.get(), sendBefore));
            }
        } catch (RuntimeException e) {
            nothingSent(owner);
            claimed.close();
            throw e;
        }
        nothingSent(owner);
        claimed.close();
        return Optional.empty();
    }

    /** Directly before the send: the claim is still ours and no other generation has come. */
    boolean isStillOurs(HeldClaim held) {
        if (held.sendBefore().hasPassed()) {
            return false;
        }
        Optional<StoredGrant> found = store.find(held.key());
        try (StoredGrant now = found.orElse(null)) {
            return now != null
                    && now.grant().isSameGenerationAs(held.grant())
                    && now.grant().isClaimedBy(held.owner());
        }
    }

    /** Frees the grant: nothing was spent. Where the store cannot be told, it is known here and runs out elsewhere. */
    void giveBack(HeldClaim held, String why) {
        nothingSent(held.owner());
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
        return now.isClaimedBy(held.owner()) ? Optional.of(now.freed(why)) : Optional.empty();
    }

    /** Whatever it was, it is over: an answer was kept, or the connection is dead. */
    void over(HeldClaim held) {
        spending.remove(held.owner());
    }

    private void nothingSent(ClaimOwner owner) {
        spending.remove(owner);
    }
}
