package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.StoredGrant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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
        return untilDecided(() -> {
            try (StoredGrant stored = store.find(key).orElse(null)) {
                return stored == null ? Optional.of(false) : attempt(store, key, stored, change);
            }
        });
    }

    private static Optional<Boolean> attempt(
            GrantStore store, TokenKey key, StoredGrant stored, Function<Grant, Optional<Grant>> change) {
        try (Grant next = change.apply(stored.grant()).orElse(null)) {
            if (next == null) {
                return Optional.of(false);
            }
            return store.replace(key, stored.revision(), next).map(revision -> true);
        }
    }

    /**
     * Makes {@code attempt} until it has decided something: it reads, changes, compares and sets, and is empty where another was
     * faster.
     *
     * @throws StoreUnavailable if others are faster all the time
     */
    static <T> T untilDecided(Supplier<Optional<T>> attempt) {
        for (int made = 0; made < MOST_ATTEMPTS; made++) {
            Optional<T> decided = attempt.get();
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        throw new StoreUnavailable("the grant is changed by others all the time", null);
    }
}
