package dev.jeton.store.credentials;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.ResealTally;
import dev.jeton.api.port.Resealing.Fate;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.store.sql.SealedRows;
import java.util.Arrays;
import java.util.Optional;

/** Rewrites credentials under the newest key, where they still are what was read. */
record SealedCredentials(CredentialsTable table, Sealer sealer, TokenEvents events) implements SealedRows {

    @Override
    public long total() {
        return table.keys().count();
    }

    @Override
    public void reseal(ResealTally tally) {
        table.keys().forEach(key -> tally.count(() -> attempt(key)));
    }

    private Fate attempt(TokenKey key) {
        Optional<byte[]> stored = table.find(key);
        try {
            return stored.isEmpty() ? Fate.CURRENT : resealed(key, stored.get());
        } catch (Unopenable e) {
            SqlCredentials.broken(events, key, e);
            return Fate.UNREADABLE;
        }
    }

    private Fate resealed(TokenKey key, byte[] sealed) throws Unopenable {
        // Opened even if it is current: whoever gives up a key wants to know what cannot be.
        byte[] plain = sealer.open(SqlCredentials.label(key), sealed);
        try {
            if (sealer.isCurrent(sealed)) {
                return Fate.CURRENT;
            }
            return table.update(key, sealed, sealer.seal(SqlCredentials.label(key), plain))
                    ? Fate.RESEALED
                    : Fate.CONTESTED;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
