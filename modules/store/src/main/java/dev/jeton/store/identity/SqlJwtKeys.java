package dev.jeton.store.identity;

import static dev.jeton.store.identity.IdentityTable.millis;

import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signing keys in a table. */
final class SqlJwtKeys extends SqlRows<JwtKey> implements JwtKeys {

    private static final String LINE = "jwt_keys";

    /** No life ends before it began, whatever the clocks of those said who made them. */
    private static final String LIMIT =
            "UPDATE jwt_keys SET expires_at = CASE WHEN created_at > ? THEN created_at ELSE ? END"
                    + " WHERE id <> ? AND ended_at IS NULL AND (expires_at IS NULL OR expires_at > ?)";

    private static final String RESEAL = "UPDATE jwt_keys SET sealed_private = ? WHERE id = ? AND sealed_private = ?";

    SqlJwtKeys(Database database) {
        super(database, new JwtKeyKind());
    }

    @Override
    public List<JwtKey> living(Instant now) {
        return database.ask(connection -> living(connection, now));
    }

    private List<JwtKey> living(Connection connection, Instant now) throws SQLException {
        return table.select(connection, "WHERE " + IdentityTable.LIVING + IdentityTable.NEWEST_FIRST, millis(now));
    }

    @Override
    public boolean rotate(Optional<RowId> newest, JwtKey next, Instant others) {
        return database.inLine(LINE, connection -> {
            Optional<RowId> there = living(connection, next.life().createdAt()).stream()
                    .map(JwtKey::id)
                    .findFirst();
            boolean rotated = there.equals(newest) && table.insert(connection, next);
            if (rotated) {
                limitOthers(connection, next.id(), millis(others));
            }
            return rotated;
        });
    }

    private static void limitOthers(Connection connection, RowId next, long expiry) throws SQLException {
        int unused = Statements.update(connection, LIMIT, expiry, expiry, next.value(), expiry);
    }

    /** Puts {@code sealed} in the place of the private half that {@code read} has; false where another is there by now. */
    boolean reseal(JwtKey read, String sealed) {
        return database.ask(connection ->
                        Statements.update(connection, RESEAL, sealed, read.id().value(), read.sealedPrivate()))
                == 1;
    }
}
