package dev.jeton.store;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Resealing;
import dev.jeton.api.port.Sealer;
import dev.jeton.store.credentials.SqlCredentials;
import dev.jeton.store.grants.SqlGrants;
import dev.jeton.store.identity.SqlIdentity;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.SealedRows;
import java.util.List;

/**
 * Durable state in one SQL database. Every call ends within twice the settings' timeout and a second, with
 * {@link StoreUnavailable} where the database is away; it is found again by itself. Until one has migrated the database, calls
 * may take as long again.
 */
public final class SqlStore implements AutoCloseable {

    private final Database database;
    private final SqlGrants grants;
    private final SqlCredentials credentials;
    private final SqlIdentity identity;
    private final List<SealedRows> sealed;

    private SqlStore(Database database, Sealer sealer, TokenEvents events) {
        this.database = database;
        this.grants = new SqlGrants(database, sealer, events);
        this.credentials = new SqlCredentials(database, sealer, events);
        this.identity = new SqlIdentity(database);
        this.sealed = List.of(grants.sealed(), credentials.sealed(), identity.sealed(sealer, events));
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

    /** What is secret in it is sealed by whoever puts it there, with the same sealer as this store's. */
    public IdentityStore identity() {
        return identity;
    }

    /** Seals grants, credentials and the private halves of signing keys with the newest key. */
    public Resealing resealing() {
        return new SqlResealing(sealed);
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
