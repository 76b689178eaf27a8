package dev.jeton.identity.rows;

import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jwt.KeySource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Our signing keys, read cache first; what changes them is told to the cache before it is told to anybody else. */
public final class CachedJwtKeys implements IdentityStore.JwtKeys, KeySource {

    private final IdentityStore.JwtKeys store;
    private final CachedRows<JwtKey> rows;
    private final TimeSource time;

    public CachedJwtKeys(IdentityStore.JwtKeys store, CachedRows<JwtKey> rows, TimeSource time) {
        this.store = store;
        this.rows = rows;
        this.time = time;
    }

    @Override
    public List<JwtKey> living() {
        return living(time.now());
    }

    @Override
    public List<JwtKey> living(Instant now) {
        return rows.list(IdentityKeys.signingKeys(), () -> store.living(now)).stream()
                .filter(key -> key.life().isLiving(now))
                .toList();
    }

    @Override
    public List<JwtKey> livingAnew() {
        List<JwtKey> keys = stored();
        // Whoever fills the entry from now on reads the store later than we did.
        rows.forget(IdentityKeys.signingKeys());
        return keys;
    }

    @Override
    public List<JwtKey> stored() {
        return store.living(time.now());
    }

    @Override
    public Optional<JwtKey> find(RowId id) {
        return rows.byId(id, () -> store.find(id));
    }

    @Override
    public boolean rotate(Optional<RowId> newest, JwtKey next, Instant others) {
        boolean kept = store.rotate(newest, next, others);
        // Those before it have an end by now.
        rows.forget(store.living(time.now()));
        return kept;
    }

    @Override
    public boolean insert(JwtKey key) {
        boolean inserted = store.insert(key);
        rows.forget(List.of(key));
        return inserted;
    }

    @Override
    public Optional<JwtKey> end(RowId id, Instant now) {
        Optional<JwtKey> ended = store.end(id, now);
        rows.forget(ended.stream().toList());
        return ended;
    }

    @Override
    public List<JwtKey> removeDead(Instant before, int atMost) {
        List<JwtKey> removed = store.removeDead(before, atMost);
        rows.forget(removed);
        return removed;
    }

    @Override
    public long count() {
        return store.count();
    }

    @Override
    public void forEach(Consumer<JwtKey> visitor) {
        store.forEach(visitor);
    }

    @Override
    public String toString() {
        return "CachedJwtKeys over " + store;
    }
}
