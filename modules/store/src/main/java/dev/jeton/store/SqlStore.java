package dev.jeton.store;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.store.credentials.SqlCredentials;
import dev.jeton.store.grants.SqlGrants;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.Resealing;
import java.util.List;

/**
 * Durable state in one SQL database. Every call ends within twice the settings' timeout and a second, with
 * {@link StoreUnavailable} where the database is away; it is found again by itself.
 */
public final class SqlStore implements AutoCloseable {

    private final Database database;
    private final SqlGrants grants;
    private final SqlCredentials credentials;

    private SqlStore(Database database, Sealer sealer, TokenEvents events) {
        this.database = database;
        this.grants = new SqlGrants(database, sealer, events);
        this.credentials = new SqlCredentials(database, sealer, events);
    }

    /**
     * Opens it, whether or not a server can be reached; its tables are made when it is first used. The settings' password must
     * not be wiped before the store is closed.
     *
     * @throws StoreUnavailable if it is a file that cannot be used; the message names it and says why
     */
    public static SqlStore open(StoreSettings settings, Sealer sealer, TokenEvents events) {
        return new SqlStore(Database.open(settings), sealer, TokenEvents.contained(events));
    }

    public GrantStore grants() {
        return grants;
    }

    public CredentialStore credentials() {
        return credentials;
    }

    /**
     * Seals everything with the newest key. What others change meanwhile is never overwritten; what is already sealed with it
     * is left alone, so whoever was interrupted begins again.
     *
     * @throws StoreUnavailable if the database cannot be asked; what is done stays done
     */
    public Resealed reseal(SealProgress progress) {
        List<Resealing> tables = List.of(grants.resealing(), credentials.resealing());
        ResealTally tally = new ResealTally(
                progress, tables.stream().mapToLong(Resealing::total).sum());
        tables.forEach(table -> table.run(tally));
        return tally.sum();
    }

    @Override
    public void close() {
        database.close();
    }

    @Override
    public String toString() {
        return "SqlStore[" + database + "]";
    }
}
