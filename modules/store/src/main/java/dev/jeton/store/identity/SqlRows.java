package dev.jeton.store.identity;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRows;
import dev.jeton.api.identity.RowId;
import dev.jeton.store.sql.Batches;
import dev.jeton.store.sql.Batches.Batch;
import dev.jeton.store.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows of one kind in a table. Whatever changes several of them, or one because of another, is one step in a line: of a user,
 * or of the table.
 */
class SqlRows<R extends IdentityRow> implements IdentityRows<R> {

    final Database database;
    final IdentityTable<R> table;

    SqlRows(Database database, Kind<R> kind) {
        this.database = database;
        this.table = new IdentityTable<>(kind);
    }

    @Override
    public final boolean insert(R row) {
        return database.ask(connection -> table.insert(connection, row));
    }

    @Override
    public final Optional<R> find(RowId id) {
        return database.ask(connection -> table.byId(connection, id));
    }

    @Override
    public final Optional<R> end(RowId id, Instant now) {
        return database.ask(connection -> {
            table.end(connection, id, now);
            return table.byId(connection, id);
        });
    }

    @Override
    public final List<R> removeDead(Instant before, int atMost) {
        return database.inLine("dead " + table.name(), connection -> table.removeDead(connection, before, atMost));
    }

    @Override
    public final long count() {
        return database.ask(table::count);
    }

    @Override
    public final void forEach(Consumer<R> visitor) {
        Batches.forEach(database, "", this::batch, visitor);
    }

    private Batch<String, R> batch(Connection connection, String after) throws SQLException {
        List<R> rows = table.select(connection, "WHERE id > ? ORDER BY id LIMIT " + Batches.SIZE, after);
        String end = rows.isEmpty() ? after : rows.getLast().id().value();
        return new Batch<>(rows, end, rows.size() < Batches.SIZE);
    }

    @Override
    public String toString() {
        return "SqlRows[" + table.name() + "]";
    }
}
