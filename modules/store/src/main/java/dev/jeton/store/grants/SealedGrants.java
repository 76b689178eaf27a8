package dev.jeton.store.grants;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.port.ResealTally;
import dev.jeton.api.port.Resealing.Fate;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.store.sql.SealedRows;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites grants under the newest key. The revision stays: the grant is the same, and whoever is about to replace it may. A
 * row that another replaced first is read again, for an older version of the program may have sealed it with the old key.
 */
record SealedGrants(GrantTable table, Sealer sealer, TokenEvents events) implements SealedRows {

    @Override
    public long total() {
        return table.rows().count();
    }

    @Override
    public void reseal(ResealTally tally) {
        table.rows().forEach(row -> {
            // The first attempt is with the row as it came with the others; one that was too late looks again.
            Iterator<GrantRow> seen = List.of(row).iterator();
            tally.count(() -> attempt(row.key(), seen.hasNext() ? Optional.of(seen.next()) : table.find(row.key())));
        });
    }

    private Fate attempt(TokenKey key, Optional<GrantRow> row) {
        try {
            return row.isEmpty() ? Fate.CURRENT : resealed(row.get());
        } catch (Unopenable e) {
            SqlGrants.broken(events, key, e);
            return Fate.UNREADABLE;
        }
    }

    private Fate resealed(GrantRow row) throws Unopenable {
        GrantFields format = new GrantFields(sealer);
        // Opened even if it is current: whoever gives up a key wants to know what cannot be.
        try (Grant grant = row.opened(format)) {
            if (isCurrent(row)) {
                return Fate.CURRENT;
            }
            return table.update(row.key(), row.revision(), row.revision(), format.write(row.key(), grant))
                    ? Fate.RESEALED
                    : Fate.CONTESTED;
        }
    }

    private boolean isCurrent(GrantRow row) {
        return Stream.of(GrantFields.REFRESH_TOKEN, GrantFields.ACCESS_TOKEN).allMatch(field -> {
            @Nullable String sealed = row.fields().get(field);
            return sealed == null || sealer.isCurrent(sealed.getBytes(UTF_8));
        });
    }
}
