package dev.jeton.providers.rotation;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Claim;
import dev.jeton.api.grant.ClaimOwner;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A claim that this process holds.
 *
 * @param takenFromOrNull the claim that it took over, under which the refresh token may have been spent; null = none
 * @param grant as it is claimed, owned by this
 * @param revision by which the store knows it
 * @param sendBefore measured from before the store's lease began
 */
record HeldClaim(
        TokenKey key,
        ClaimOwner owner,
        @Nullable Claim takenFromOrNull,
        Grant grant,
        Revision revision,
        Deadline sendBefore)
        implements AutoCloseable {
    @Override
    public void close() {
        grant.close();
    }
}
