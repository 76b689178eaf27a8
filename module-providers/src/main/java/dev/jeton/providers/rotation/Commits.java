package dev.jeton.providers.rotation;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import org.jspecify.annotations.Nullable;

/** Puts answers into the store: by generation, whoever has the claim by then, and never over something newer. */
final class Commits {
    private static final int MOST_ATTEMPTS = 50;

    private final String home;
    private final GrantStore store;

    /** What became of telling the store. */
    enum Outcome {
        COMMITTED,
        /** The store holds something newer, or was told to forget. */
        SUPERSEDED
    }

    /** @param home of this process, as its claims name it */
    Commits(String home, GrantStore store) {
        this.home = home;
        this.store = store;
    }

    /**
     * Tells the store.
     *
     * @param expected as what the store should still know the grant that was claimed; null = look first
     * @throws StoreUnavailable if it cannot be told now
     */
    Outcome commit(Answer answer, @Nullable Revision expected) {
        @Nullable Revision seen = expected;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (seen != null && store.replace(answer.key(), seen, answer.next()).isPresent()) {
                return Outcome.COMMITTED;
            }
            try (StoredGrant now = store.find(answer.key()).orElse(null)) {
                if (now == null && answer.wasLeftBehind()) {
                    // A store that was lost, rather than a connection that was forgotten just then.
                    seen = Revision.NONE;
                } else if (now == null
                        || isNewer(now.grant(), answer)
                        || isBeingSpentByAnother(now.grant(), answer.next())) {
                    return Outcome.SUPERSEDED;
                } else if (isOurs(now.grant(), answer.next())) {
                    return Outcome.COMMITTED;
                } else {
                    // The generation that was spent, or one before it out of an old backup; whoever claims it by now.
                    seen = now.revision();
                }
            }
        }
        throw new StoreUnavailable("the grant is changed by others all the time", null);
    }

    /** Connected anew by a person, rotated by another program that does not count, or rotated by one of us. */
    private static boolean isNewer(Grant stored, Answer answer) {
        Fingerprint spent = answer.spentOrNull();
        if (!stored.family().equals(answer.next().family())) {
            // Unless another program has written back that very refresh token: then this is the answer to it.
            return spent == null || !stored.holds(spent);
        }
        boolean sameGeneration = stored.generation() == answer.next().generation() - 1;
        return sameGeneration
                ? spent != null && !stored.holds(spent)
                : stored.generation() >= answer.next().generation() && !isOurs(stored, answer.next());
    }

    /** A write of ours whose acknowledgement was lost. */
    private static boolean isOurs(Grant stored, Grant next) {
        return stored.generation() == next.generation() && stored.holds(next.refreshFingerprint());
    }

    /**
     * An answer that kept the refresh token is worth an access token and no more. Whoever has taken over may be given another
     * refresh token for it, and that answer must not find its generation taken.
     */
    private boolean isBeingSpentByAnother(Grant stored, Grant next) {
        return stored.holds(next.refreshFingerprint())
                && stored.claim()
                        .filter(claim -> !claim.owner().home().equals(home))
                        .isPresent()
                && !isOurs(stored, next);
    }
}
