package dev.jeton.providers.rotation;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How connections come, are looked at, and go, by commands.
 *
 * <p>Every method throws {@link StoreUnavailable} if the store cannot be asked.
 */
public final class Connections {
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final GrantStore store;
    private final Planting planting;

    Connections(GrantStore store, Steps steps) {
        this.store = store;
        this.planting = new Planting(store, steps);
    }

    /** The connections of {@code store}, for a process that keeps none itself: a command. */
    public static Connections of(GrantStore store, TokenEvents events) {
        return new Connections(store, new Steps(TokenEvents.contained(events)));
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
        if (!planting.put(key, null, refreshToken)) {
            throw new InvalidRequest(
                    "refreshToken: there is a connection already; replace it if that is what you want");
        }
    }

    /** Makes a connection in the place of what was there, living or dead. Its old access token is forgotten. */
    public void replace(TokenKey key, Secret refreshToken) {
        requireSensible(refreshToken);
        boolean unused = Changes.untilDecided(() -> {
            try (StoredGrant old = store.find(key).orElse(null)) {
                return planting.put(key, old, refreshToken) ? Optional.of(true) : Optional.empty();
            }
        });
    }

    /** Forgets a connection; false where there was none. The provider is not told. */
    public boolean forget(TokenKey key) {
        return Changes.untilDecided(() -> {
            try (StoredGrant stored = store.find(key).orElse(null)) {
                if (stored == null) {
                    return Optional.of(false);
                }
                return store.remove(key, stored.revision()) ? Optional.of(true) : Optional.empty();
            }
        });
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

    @Override
    public String toString() {
        return "Connections[" + store + "]";
    }
}
