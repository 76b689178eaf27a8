package dev.jeton.vault;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ResealTally;
import dev.jeton.api.port.Resealing;
import java.util.List;

/**
 * Seals grants and credentials again, each by one check-and-set. Versions that were replaced stay as they were sealed until
 * Vault drops them.
 */
final class VaultResealing implements Resealing {

    private final VaultGrants grants;
    private final VaultCredentials credentials;

    VaultResealing(VaultGrants grants, VaultCredentials credentials) {
        this.grants = grants;
        this.credentials = credentials;
    }

    @Override
    public Outcome reseal(Progress progress) {
        List<TokenKey> ofGrants = grants.keys();
        List<TokenKey> ofCredentials = credentials.keys();
        ResealTally tally = new ResealTally(progress, ofGrants.size() + ofCredentials.size());
        ofGrants.forEach(key -> tally.count(() -> grants.reseal(key)));
        ofCredentials.forEach(key -> tally.count(() -> credentials.reseal(key)));
        return tally.outcome();
    }

    @Override
    public String toString() {
        return "VaultResealing[" + grants + ", " + credentials + "]";
    }
}
