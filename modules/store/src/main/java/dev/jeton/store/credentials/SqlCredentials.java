package dev.jeton.store.credentials;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.api.time.Deadline;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.SealedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Credentials in a table. No call waits longer than the database's own timeout, whatever the caller's deadline. */
public final class SqlCredentials implements CredentialStore {

    private static final String PURPOSE = "credentials";

    private final CredentialsTable table;
    private final Sealer sealer;
    private final TokenEvents events;

    public SqlCredentials(Database database, Sealer sealer, TokenEvents events) {
        this.table = new CredentialsTable(database);
        this.sealer = sealer;
        this.events = events;
    }

    @Override
    public Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        return table.find(key).map(value -> opened(key, value));
    }

    private Credentials opened(TokenKey key, byte[] sealed) {
        try {
            byte[] plain = sealer.open(label(key), sealed);
            try {
                return CredentialsBytes.read(plain);
            } finally {
                Arrays.fill(plain, (byte) 0);
            }
        } catch (Unopenable e) {
            broken(events, key, e);
            throw new StoreUnavailable("the credentials of " + key + " cannot be read: " + e.reason(), e);
        }
    }

    @Override
    public void put(TokenKey key, Credentials credentials) {
        byte[] plain = CredentialsBytes.write(credentials);
        try {
            table.put(key, sealer.seal(label(key), plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public boolean delete(TokenKey key) {
        return table.delete(key);
    }

    @Override
    public List<TokenKey> list() {
        List<TokenKey> keys = new ArrayList<>();
        table.keys().forEach(keys::add);
        return keys;
    }

    /** Its part in a change of keys. */
    public SealedRows sealed() {
        return new SealedCredentials(table, sealer, events);
    }

    static SealLabel label(TokenKey key) {
        return SealLabel.of(PURPOSE, key);
    }

    static void broken(TokenEvents events, TokenKey key, Unopenable failure) {
        events.on(new TokenEvent.SealBroken("credentials of " + key, failure.reason()));
    }

    @Override
    public String toString() {
        return "SqlCredentials";
    }
}
