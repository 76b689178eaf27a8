package dev.jeton.providers.rotation;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.ClaimOwner;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.time.Deadline;

/**
 * A claim that this process holds.
 *
 * @param grant as it is claimed, owned by this
 * @param revision by which the store knows it
 * @param sendBefore measured from before the store's lease began
 */
record HeldClaim(TokenKey key, ClaimOwner owner, Grant grant, Revision revision, Deadline sendBefore)
        implements AutoCloseable {
    @Override
    public void close() {
        grant.close();
    }
}
