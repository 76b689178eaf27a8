package dev.jeton.app.stores;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import java.util.List;
import java.util.Optional;

/** What stands for a store where none can be used. It never says "none": it does not know. */
record NoStore(String why) implements GrantStore {
    @Override
    public Optional<StoredGrant> find(TokenKey key) {
        throw unavailable();
    }

    @Override
    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        throw unavailable();
    }

    @Override
    public boolean remove(TokenKey key, Revision expected) {
        throw unavailable();
    }

    /** This process keeps none, which is all that a list says. */
    @Override
    public List<GrantStatus> list() {
        return List.of();
    }

    @Override
    public Locality locality() {
        return Locality.LOCAL;
    }

    private StoreUnavailable unavailable() {
        return new StoreUnavailable(why, null);
    }

    @Override
    public String toString() {
        return "NoStore";
    }
}
