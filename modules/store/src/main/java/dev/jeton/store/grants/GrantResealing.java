package dev.jeton.store.grants;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.store.Resealed;
import dev.jeton.store.sql.Resealing;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites grants under the newest key. The revision stays: the grant is the same, and whoever is about to replace it may. A
 * row that another replaced first is read again, for an older version of the program may have sealed it with the old key.
 */
record GrantResealing(GrantTable table, Sealer sealer, TokenEvents events) implements Resealing {

    @Override
    public long total() {
        return table.rows().count();
    }

    @Override
    public void run(Consumer<Resealed> looked) {
        table.rows().forEach(row -> looked.accept(resealed(row)));
    }

    private Resealed resealed(GrantRow row) {
        Optional<GrantRow> current = Optional.of(row);
        while (current.isPresent() && !isCurrent(current.get())) {
            try {
                if (rewrite(current.get())) {
                    return new Resealed(1, 0);
                }
            } catch (Unopenable e) {
                SqlGrants.broken(events, row.key(), e);
                return new Resealed(0, 1);
            }
            current = table.find(row.key());
        }
        return Resealed.NOTHING;
    }

    private boolean isCurrent(GrantRow row) {
        return Stream.of(GrantFields.REFRESH_TOKEN, GrantFields.ACCESS_TOKEN).allMatch(field -> {
            @Nullable String sealed = row.fields().get(field);
            return sealed == null || sealer.isCurrent(sealed.getBytes(UTF_8));
        });
    }

    private boolean rewrite(GrantRow row) throws Unopenable {
        GrantFields format = new GrantFields(sealer);
        try (Grant grant = row.opened(format)) {
            return table.update(row.key(), row.revision(), row.revision(), format.write(row.key(), grant));
        }
    }
}
