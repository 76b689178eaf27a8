package dev.jeton.providers.rotation;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantFailed.Stage;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How connections come out of the environment, at first use. What the store holds wins, unless the connection is dead and a
 * person has put another refresh token into the environment since.
 */
final class Seeding {
    private final GrantStore store;
    private final Seeds seeds;
    private final Planting planting;
    private final Steps steps;

    /**
     * The seeds that this process has seen at work. Each is put in the place of a dead connection once at most: two processes
     * with different environments would try their dead tokens in turns for ever.
     */
    private final Set<Planted> planted = ConcurrentHashMap.newKeySet();

    private record Planted(TokenKey key, Fingerprint family) {}

    Seeding(GrantStore store, Seeds seeds, Steps steps) {
        this.store = store;
        this.seeds = seeds;
        this.planting = new Planting(store, steps);
        this.steps = steps;
    }

    /** The grant of {@code key}, seeded where there is none, or a dead one and a new seed; the caller closes it. */
    StoredGrant find(TokenKey key, Supplier<Credentials> credentials) {
        return Changes.untilDecided(() -> {
            Optional<StoredGrant> stored = store.find(key);
            if (stored.isPresent() && !isDead(stored.get())) {
                return stored;
            }
            if (!seeded(key, stored, credentials)) {
                return Optional.of(stored.orElseThrow(
                        () -> new CredentialsNotFound("nobody has connected this tenant to the provider")));
            }
            stored.ifPresent(StoredGrant::close);
            return Optional.empty();
        });
    }

    private static boolean isDead(StoredGrant stored) {
        return stored.grant().state() instanceof GrantState.ReauthorizationRequired;
    }

    /** Whether there was something to seed with; another process may have been faster, which comes to the same. */
    private boolean seeded(TokenKey key, Optional<StoredGrant> dead, Supplier<Credentials> credentials) {
        try (Credentials given = credentials.get();
                Secret seed = seeds.find(key, given).orElse(null)) {
            if (seed == null || !isNews(key, dead, seed)) {
                return false;
            }
            if (planting.put(key, dead.orElse(null), seed)) {
                planted.add(new Planted(key, Grant.familyOf(seed)));
            }
            return true;
        } catch (StoreUnavailable e) {
            steps.failed(key, Stage.SEED, e);
            throw e;
        }
    }

    /**
     * The refresh token with which a connection began says nothing new once that has died, or was forgotten by a command: it
     * is spent.
     */
    private boolean isNews(TokenKey key, Optional<StoredGrant> dead, Secret seed) {
        Planted same = new Planted(key, Grant.familyOf(seed));
        if (dead.filter(old -> old.grant().family().equals(same.family)).isPresent()) {
            planted.add(same);
        }
        return !planted.contains(same);
    }
}
