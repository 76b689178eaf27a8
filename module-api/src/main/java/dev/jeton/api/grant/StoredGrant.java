package dev.jeton.api.grant;

import java.time.Instant;

/**
 * A grant as it stood in its store.
 *
 * @param revision which state of the store this was
 * @param storeTime when it was read, by the store's own clock and never later than that said: deadlines are in this time
 */
public record StoredGrant(Grant grant, Revision revision, Instant storeTime) implements AutoCloseable {
    @Override
    public void close() {
        grant.close();
    }
}
