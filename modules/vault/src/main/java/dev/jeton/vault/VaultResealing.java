package dev.jeton.vault;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Resealing;
import java.util.List;
import java.util.function.Function;

/**
 * Seals grants and credentials again, each by one check-and-set. Versions that were replaced stay as they were sealed until
 * Vault drops them.
 */
final class VaultResealing implements Resealing {

    /** How often a document is tried that others write at the same time. */
    private static final int ATTEMPTS = 5;

    private final VaultGrants grants;
    private final VaultCredentials credentials;

    VaultResealing(VaultGrants grants, VaultCredentials credentials) {
        this.grants = grants;
        this.credentials = credentials;
    }

    /** What became of one document. */
    enum Fate {
        CURRENT,
        RESEALED,
        CONTESTED,
        UNREADABLE
    }

    @Override
    public Outcome reseal(Progress progress) {
        List<TokenKey> ofGrants = grants.keys();
        List<TokenKey> ofCredentials = credentials.keys();
        Tally tally = new Tally(progress, ofGrants.size() + ofCredentials.size());
        ofGrants.forEach(key -> tally.count(tried(grants::reseal, key)));
        ofCredentials.forEach(key -> tally.count(tried(credentials::reseal, key)));
        return new Outcome(tally.resealed, tally.left);
    }

    private static Fate tried(Function<TokenKey, Fate> reseal, TokenKey key) {
        Fate fate = reseal.apply(key);
        for (int again = 1; again < ATTEMPTS && fate == Fate.CONTESTED; again++) {
            fate = reseal.apply(key);
        }
        return fate;
    }

    private static final class Tally {
        private final Progress progress;
        private final long total;
        private long done;
        private long resealed;
        private long left;

        Tally(Progress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        void count(Fate fate) {
            switch (fate) {
                case CURRENT -> {}
                case RESEALED -> resealed++;
                case CONTESTED, UNREADABLE -> left++;
            }
            progress.at(++done, total);
        }
    }

    @Override
    public String toString() {
        return "VaultResealing[" + grants + ", " + credentials + "]";
    }
}
