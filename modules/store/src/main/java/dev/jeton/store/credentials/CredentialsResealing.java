package dev.jeton.store.credentials;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.store.Resealed;
import dev.jeton.store.sql.Resealing;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Rewrites credentials under the newest key, where they still are what was read. */
record CredentialsResealing(CredentialsTable table, Sealer sealer, TokenEvents events) implements Resealing {

    @Override
    public long total() {
        return table.keys().count();
    }

    @Override
    public void run(Consumer<Resealed> looked) {
        table.keys().forEach(key -> looked.accept(resealed(key)));
    }

    private Resealed resealed(TokenKey key) {
        Optional<byte[]> current = table.find(key);
        while (current.isPresent() && !sealer.isCurrent(current.get())) {
            try {
                if (rewrite(key, current.get())) {
                    return new Resealed(1, 0);
                }
            } catch (Unopenable e) {
                SqlCredentials.broken(events, key, e);
                return new Resealed(0, 1);
            }
            current = table.find(key);
        }
        return Resealed.NOTHING;
    }

    private boolean rewrite(TokenKey key, byte[] sealed) throws Unopenable {
        byte[] plain = sealer.open(SqlCredentials.label(key), sealed);
        try {
            return table.update(key, sealed, sealer.seal(SqlCredentials.label(key), plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
