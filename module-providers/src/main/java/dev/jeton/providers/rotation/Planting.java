package dev.jeton.providers.rotation;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Secret;
import org.jspecify.annotations.Nullable;

/** Puts the refresh token that a person brought into the store. */
record Planting(GrantStore store, Steps steps) {
    /** @param old in the place of which the new one is put; null = there is none. False where another was faster */
    boolean put(TokenKey key, @Nullable StoredGrant old, Secret refreshToken) {
        Revision expected = old == null ? Revision.NONE : old.revision();
        try (Grant connected =
                old == null ? Grant.connected(refreshToken) : old.grant().reconnected(refreshToken)) {
            boolean put = store.replace(key, expected, connected).isPresent();
            if (put) {
                steps.about(key, connected, Step.SEEDED);
            }
            return put;
        }
    }
}
