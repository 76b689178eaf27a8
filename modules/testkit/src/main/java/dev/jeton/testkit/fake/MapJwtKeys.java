package dev.jeton.testkit.fake;

import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing keys in a map. */
final class MapJwtKeys extends MapRows<JwtKey> implements JwtKeys {

    MapJwtKeys() {
        super(JwtKey::with);
    }

    @Override
    public List<JwtKey> living(Instant now) {
        return newestFirst(key -> key.life().isLiving(now));
    }

    @Override
    public synchronized boolean rotate(Optional<RowId> newest, JwtKey next, Instant others) {
        Optional<RowId> there =
                living(next.life().createdAt()).stream().map(JwtKey::id).findFirst();
        if (!there.equals(newest) || !insert(next)) {
            return false;
        }
        newestFirst(key -> !key.id().equals(next.id())).forEach(key -> put(key.with(endedBy(key.life(), others))));
        return true;
    }

    private static Life endedBy(Life life, Instant others) {
        @Nullable Instant expiry = life.expiresAtOrNull();
        if (life.endedAtOrNull() != null || (expiry != null && !expiry.isAfter(others))) {
            return life;
        }
        return new Life(life.createdAt(), others.isBefore(life.createdAt()) ? life.createdAt() : others, null);
    }
}
