package dev.jeton.store.grants;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.SealedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Grants in a table. A change compares and sets the revision of its row in one statement, committed when it returns. */
public final class SqlGrants implements GrantStore {

    private final GrantTable table;
    private final GrantFields format;
    private final SealedGrants sealed;
    private final TokenEvents events;
    private final Locality locality;

    public SqlGrants(Database database, Sealer sealer, TokenEvents events) {
        this.table = new GrantTable(database);
        this.format = new GrantFields(sealer);
        this.sealed = new SealedGrants(table, sealer, events);
        this.events = events;
        this.locality = database.locality();
    }

    @Override
    public Optional<StoredGrant> find(TokenKey key) {
        return table.find(key).map(this::opened);
    }

    private StoredGrant opened(GrantRow row) {
        try {
            return new StoredGrant(row.opened(format), new Revision(row.revision()), row.storeTime());
        } catch (Unopenable e) {
            broken(events, row.key(), e);
            throw new StoreUnavailable("the grant of " + row.key() + " cannot be read: " + e.reason(), e);
        }
    }

    @Override
    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        // Random, so that a row removed and made anew is not taken for the old one.
        Revision revision = new Revision(UUID.randomUUID().toString());
        Map<String, String> fields = format.write(key, next);
        boolean replaced = expected.equals(Revision.NONE)
                ? table.insert(key, revision.text(), fields)
                : table.update(key, expected.text(), revision.text(), fields);
        return replaced ? Optional.of(revision) : Optional.empty();
    }

    @Override
    public boolean remove(TokenKey key, Revision expected) {
        return table.delete(key, expected.text());
    }

    @Override
    public List<GrantStatus> list() {
        List<GrantStatus> statuses = new ArrayList<>();
        table.rows().forEach(row -> statuses.add(status(row)));
        return statuses;
    }

    private GrantStatus status(GrantRow row) {
        try (Grant grant = row.opened(format)) {
            return GrantStatus.of(row.key(), grant);
        } catch (Unopenable e) {
            // No event: whoever lists again and again would drown the one that a request for this tenant raises.
            return GrantStatus.unreadable(row.key(), e.reason());
        }
    }

    static void broken(TokenEvents events, TokenKey key, Unopenable failure) {
        events.on(new TokenEvent.SealBroken("grant of " + key, failure.reason()));
    }

    /** Its part in a change of keys. */
    public SealedRows sealed() {
        return sealed;
    }

    @Override
    public Locality locality() {
        return locality;
    }

    @Override
    public String toString() {
        return "SqlGrants[" + locality + "]";
    }
}
