package dev.jeton.store.identity;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.RowId;
import dev.jeton.store.sql.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that the tables of all kinds have in common. Moments are whole milliseconds, and one that is not is rounded
 * so that it stands to those in the table as it did.
 */
final class IdentityTable<R extends IdentityRow> {

    /** A condition with one value, a moment: the row lives then. */
    static final String LIVING = "ended_at IS NULL AND (expires_at IS NULL OR expires_at > ?)";

    /** How rows are listed. */
    static final String NEWEST_FIRST = " ORDER BY created_at DESC, place DESC";

    private static final List<String> COMMON = List.of("id", "created_at", "expires_at", "ended_at");

    private final Kind<R> kind;
    private final String columns;
    private final String insert;
    private final String removeDead;

    IdentityTable(Kind<R> kind) {
        this.kind = kind;
        List<String> all =
                Stream.concat(COMMON.stream(), kind.columns().stream()).toList();
        this.columns = String.join(", ", all);
        this.insert = "INSERT INTO " + kind.table() + " (" + columns + ") VALUES ("
                + String.join(", ", Collections.nCopies(all.size(), "?")) + ") ON CONFLICT DO NOTHING";
        this.removeDead = "DELETE FROM " + kind.table() + " WHERE id IN (SELECT id FROM " + kind.table()
                + " WHERE expires_at < ? OR (ended_at < ? AND " + kind.mayGoOnceEnded() + ") LIMIT ?) RETURNING "
                + columns;
    }

    String name() {
        return kind.table();
    }

    /** False where its id or its hash is there already. */
    boolean insert(Connection connection, R row) throws SQLException {
        Life life = row.life();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.id().value());
        values.add(millis(life.createdAt()));
        values.add(life.expiresAt().map(IdentityTable::millis).orElse(null));
        values.add(life.endedAt().map(IdentityTable::millis).orElse(null));
        values.addAll(kind.values(row));
        return Statements.update(connection, insert, values.toArray()) == 1;
    }

    /** @param rest what follows the name of the table in a SELECT */
    List<R> select(Connection connection, String rest, Object... values) throws SQLException {
        return Statements.query(
                connection, "SELECT " + columns + " FROM " + kind.table() + " " + rest, this::read, values);
    }

    /** The first one of {@link #select}. */
    Optional<R> first(Connection connection, String rest, Object... values) throws SQLException {
        return select(connection, rest + " LIMIT 1", values).stream().findFirst();
    }

    Optional<R> byId(Connection connection, RowId id) throws SQLException {
        return first(connection, "WHERE id = ?", id.value());
    }

    /**
     * Changes rows that live at {@code now}.
     *
     * @param change what follows SET, with one value at most: {@code now}
     * @param which a condition for the {@code values}
     * @return those that were, as they are now
     */
    List<R> changeLiving(Connection connection, Instant now, String change, String which, Object... values)
            throws SQLException {
        List<Object> all = new ArrayList<>(Arrays.asList(values));
        all.addFirst(millis(now));
        all.addLast(millis(now));
        String sql = "UPDATE " + kind.table() + " SET " + change + " WHERE " + which + " AND " + LIVING + " RETURNING "
                + columns;
        return Statements.query(connection, sql, this::read, all.toArray());
    }

    /** Ends those of {@code which} that live; tells which. */
    List<R> endLiving(Connection connection, Instant now, String which, Object... values) throws SQLException {
        return changeLiving(connection, now, "ended_at = ?", which, values);
    }

    /** Ends the row unless it has ended, living or not. */
    void end(Connection connection, RowId id, Instant now) throws SQLException {
        String sql = "UPDATE " + kind.table() + " SET ended_at = ? WHERE id = ? AND ended_at IS NULL";
        int unused = Statements.update(connection, sql, millis(now), id.value());
    }

    List<R> removeDead(Connection connection, Instant before, int atMost) throws SQLException {
        // Upwards: a whole moment is before this one if it is before the next whole one.
        long millis = millis(before.plusNanos(999_999));
        return Statements.query(connection, removeDead, this::read, millis, millis, atMost);
    }

    long count(Connection connection) throws SQLException {
        return Statements.query(connection, "SELECT COUNT(*) FROM " + kind.table(), row -> row.getLong(1))
                .getFirst();
    }

    static long millis(Instant moment) {
        return moment.toEpochMilli();
    }

    private R read(ResultSet row) throws SQLException {
        try {
            Life life = new Life(
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    moment(row, "expires_at"),
                    moment(row, "ended_at"));
            return kind.read(new RowId(row.getString("id")), life, row);
        } catch (RuntimeException e) {
            throw new StoreUnavailable("a row of " + kind.table() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public String toString() {
        return "IdentityTable[" + kind.table() + "]";
    }
}
