package dev.jeton.providers.rotation;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantFailed.Stage;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How connections come, are looked at, and go: by commands, or from the environment at first use. What the store holds wins
 * over the environment, unless the connection is dead and a person has put another refresh token there since.
 *
 * <p>Every method throws {@link StoreUnavailable} if the store cannot be asked.
 */
public final class Connections {
    private static final int MOST_ATTEMPTS = 50;
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final GrantStore store;
    private final Seeds seeds;
    private final Steps steps;

    /**
     * The seeds that this process has seen at work. Each is put in the place of a dead connection once at most: two processes
     * with different environments would try their dead tokens in turns for ever.
     */
    private final Set<Planted> planted = ConcurrentHashMap.newKeySet();

    private record Planted(TokenKey key, Fingerprint family) {}

    Connections(GrantStore store, Seeds seeds, Steps steps) {
        this.store = store;
        this.seeds = seeds;
        this.steps = steps;
    }

    /** The connections of {@code store}, for a process that keeps none itself: a command. */
    public static Connections of(GrantStore store, TokenEvents events) {
        return new Connections(store, Seeds.none(), new Steps(TokenEvents.contained(events)));
    }

    /** Every connection there is, without its secrets. */
    public List<GrantStatus> list() {
        return store.list();
    }

    /** One connection without its secrets; empty where there is none. */
    public Optional<GrantStatus> show(TokenKey key) {
        try (StoredGrant stored = store.find(key).orElse(null)) {
            return stored == null ? Optional.empty() : Optional.of(GrantStatus.of(key, stored.grant()));
        }
    }

    /**
     * Makes a connection where there is none.
     *
     * @throws InvalidRequest if there is one, living or dead: replacing it has to be asked for
     */
    public void importNew(TokenKey key, Secret refreshToken) {
        requireSensible(refreshToken);
        if (!put(key, null, refreshToken)) {
            throw new InvalidRequest(
                    "refreshToken: there is a connection already; replace it if that is what you want");
        }
    }

    /** Makes a connection in the place of what was there, living or dead. Its old access token is forgotten. */
    public void replace(TokenKey key, Secret refreshToken) {
        requireSensible(refreshToken);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (StoredGrant old = store.find(key).orElse(null)) {
                if (put(key, old, refreshToken)) {
                    return;
                }
            }
        }
        throw busy();
    }

    /** Forgets a connection; false where there was none. The provider is not told. */
    public boolean forget(TokenKey key) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (StoredGrant stored = store.find(key).orElse(null)) {
                if (stored == null) {
                    return false;
                }
                if (store.remove(key, stored.revision())) {
                    return true;
                }
            }
        }
        throw busy();
    }

    /** The access token that the grant holds; empty where there is none, or no grant. */
    public Optional<GrantedAccess> access(TokenKey key) {
        try (StoredGrant stored = store.find(key).orElse(null)) {
            return stored == null ? Optional.empty() : stored.grant().access();
        }
    }

    /** Forgets the access token alone, if there is one and it is such a one. */
    public boolean forgetAccess(TokenKey key, Predicate<Fingerprint> which) {
        return Changes.apply(
                store,
                key,
                now -> now.access()
                        .filter(access -> which.test(access.token().fingerprint()))
                        .map(access -> now.withoutAccess()));
    }

    /** The grant of {@code key}, seeded where there is none, or a dead one and a new seed; the caller closes it. */
    StoredGrant find(TokenKey key, Supplier<Credentials> credentials) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<StoredGrant> stored = store.find(key);
            if (stored.isPresent() && !isDead(stored.get())) {
                return stored.get();
            }
            if (!seeded(key, stored, credentials)) {
                return stored.orElseThrow(
                        () -> new CredentialsNotFound("nobody has connected this tenant to the provider"));
            }
            stored.ifPresent(StoredGrant::close);
        }
        throw busy();
    }

    private static boolean isDead(StoredGrant stored) {
        return stored.grant().state() instanceof GrantState.ReauthorizationRequired;
    }

    /** Whether there was something to seed with; another process may have been faster, which comes to the same. */
    private boolean seeded(TokenKey key, Optional<StoredGrant> dead, Supplier<Credentials> credentials) {
        try (Credentials given = credentials.get();
                Secret seed = seeds.find(key, given).orElse(null)) {
            if (seed == null || (dead.isPresent() && !isNews(key, dead.get().grant(), seed))) {
                return false;
            }
            if (put(key, dead.orElse(null), seed)) {
                planted.add(new Planted(key, Grant.familyOf(seed)));
            }
            return true;
        } catch (StoreUnavailable e) {
            steps.failed(key, Stage.SEED, e);
            throw e;
        }
    }

    /** The refresh token with which a connection began that has died says nothing new, now and later. */
    private boolean isNews(TokenKey key, Grant dead, Secret seed) {
        Planted same = new Planted(key, Grant.familyOf(seed));
        if (dead.family().equals(same.family)) {
            planted.add(same);
        }
        return !planted.contains(same);
    }

    /** @param old in the place of which the new one is put; null = there is none. False where another was faster */
    private boolean put(TokenKey key, @Nullable StoredGrant old, Secret refreshToken) {
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

    private static void requireSensible(Secret refreshToken) {
        if (refreshToken.isBlank() || refreshToken.reveal(characters -> characters.length) > LONGEST_TOKEN) {
            throw new InvalidRequest("refreshToken: must be 1 to 16384 characters");
        }
    }

    /** What is said of a dead connection. */
    public static ReauthorizationRequired reauthorizationRequired() {
        return new ReauthorizationRequired(
                "the provider accepts the refresh token no more: a person must connect again");
    }

    private static StoreUnavailable busy() {
        return new StoreUnavailable("the grant is changed by others all the time", null);
    }

    @Override
    public String toString() {
        return "Connections[" + store + "]";
    }
}
