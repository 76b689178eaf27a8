package dev.jeton.identity.jwt;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Signing keys in a list, that several processes of a test share; it counts who asks, and can be away. */
public final class KeysInMemory implements JwtKeys {

    private final List<JwtKey> keys = new ArrayList<>();
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean away;

    public KeysInMemory() {}

    void goAway(boolean gone) {
        away = gone;
    }

    int readings() {
        return readings.get();
    }

    private void reach() {
        if (away) {
            throw new StoreUnavailable("the test has taken the store away", null);
        }
    }

    @Override
    public synchronized List<JwtKey> living(Instant now) {
        readings.incrementAndGet();
        reach();
        return keys.stream()
                .filter(key -> key.life().isLiving(now))
                .sorted(Comparator.comparing((JwtKey key) -> key.life().createdAt())
                        .reversed())
                .toList();
    }

    @Override
    public synchronized boolean rotate(Optional<RowId> newest, JwtKey next, Instant others) {
        Optional<RowId> there =
                living(next.life().createdAt()).stream().map(JwtKey::id).findFirst();
        if (!there.equals(newest)) {
            return false;
        }
        keys.replaceAll(key -> key.with(endedBy(key.life(), others)));
        keys.add(next);
        return true;
    }

    private static Life endedBy(Life life, Instant others) {
        boolean nearer = life.expiresAt().filter(end -> !end.isAfter(others)).isPresent();
        return nearer ? life : new Life(life.createdAt(), others, life.endedAtOrNull());
    }

    @Override
    public synchronized boolean insert(JwtKey row) {
        reach();
        return keys.add(row);
    }

    @Override
    public synchronized Optional<JwtKey> find(RowId id) {
        reach();
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<JwtKey> end(RowId id, Instant now) {
        reach();
        keys.replaceAll(key -> key.id().equals(id) ? key.with(key.life().ended(now)) : key);
        return find(id);
    }

    @Override
    public synchronized List<JwtKey> removeDead(Instant before, int atMost) {
        List<JwtKey> dead =
                keys.stream().filter(key -> !key.life().isLiving(before)).toList();
        keys.removeAll(dead);
        return dead;
    }

    @Override
    public synchronized long count() {
        return keys.size();
    }

    @Override
    public synchronized void forEach(Consumer<JwtKey> visitor) {
        keys.forEach(visitor);
    }
}
