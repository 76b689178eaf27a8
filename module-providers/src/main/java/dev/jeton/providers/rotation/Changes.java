package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.StoredGrant;
import java.util.Optional;
import java.util.function.Function;

/** Changes what a store holds, whatever others do to it at the same time. */
final class Changes {
    /** Others change the same grant a few times an hour; who loses so often is not losing to others. */
    private static final int MOST_ATTEMPTS = 50;

    private Changes() {}

    /**
     * Replaces the grant of {@code key} by what {@code change} makes of it; {@code change} is asked again where another was
     * faster, and says by {@code empty} that there is nothing to change any more.
     *
     * @return whether it was changed
     */
    static boolean apply(GrantStore store, TokenKey key, Function<Grant, Optional<Grant>> change) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (StoredGrant stored = store.find(key).orElse(null)) {
                if (stored == null) {
                    return false;
                }
                try (Grant next = change.apply(stored.grant()).orElse(null)) {
                    if (next == null) {
                        return false;
                    }
                    if (store.replace(key, stored.revision(), next).isPresent()) {
                        return true;
                    }
                }
            }
        }
        throw new StoreUnavailable("the grant is changed by others all the time", null);
    }
}
