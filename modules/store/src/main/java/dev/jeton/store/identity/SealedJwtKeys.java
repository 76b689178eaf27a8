package dev.jeton.store.identity;

import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.port.ResealTally;
import dev.jeton.api.port.Resealing.Fate;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.store.sql.SealedRows;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Rewrites private halves of signing keys under the newest key, where they still are what was read. */
record SealedJwtKeys(SqlJwtKeys keys, Sealer sealer, TokenEvents events) implements SealedRows {

    @Override
    public long total() {
        return keys.count();
    }

    @Override
    public void reseal(ResealTally tally) {
        keys.forEach(key -> tally.count(() -> attempt(key.id())));
    }

    private Fate attempt(RowId id) {
        Optional<JwtKey> key = keys.find(id);
        try {
            return key.isEmpty() ? Fate.CURRENT : resealed(key.get());
        } catch (Unopenable e) {
            events.on(new TokenEvent.SealBroken("jwt key " + id, e.reason()));
            return Fate.UNREADABLE;
        }
    }

    private Fate resealed(JwtKey key) throws Unopenable {
        byte[] sealed = decoded(key.sealedPrivate());
        // Opened even if it is current: whoever gives up a key wants to know what cannot be.
        byte[] plain = sealer.open(JwtKey.label(key.id()), sealed);
        try {
            if (sealer.isCurrent(sealed)) {
                return Fate.CURRENT;
            }
            byte[] anew = sealer.seal(JwtKey.label(key.id()), plain);
            return keys.reseal(key, Base64.getUrlEncoder().withoutPadding().encodeToString(anew))
                    ? Fate.RESEALED
                    : Fate.CONTESTED;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] decoded(String text) throws Unopenable {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Unopenable("no base64url");
        }
    }
}
