package dev.jeton.identity.jwt;

import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.time.TimeSource;
import java.util.List;

/** Our keys straight from the store. */
final class StoredKeys implements KeySource {

    private final JwtKeys store;
    private final TimeSource time;

    StoredKeys(JwtKeys store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    @Override
    public List<JwtKey> living() {
        return stored();
    }

    @Override
    public List<JwtKey> livingAnew() {
        return stored();
    }

    @Override
    public List<JwtKey> stored() {
        return store.living(time.now());
    }
}
