package dev.jeton.store.sql;

import dev.jeton.api.TokenKey;
import dev.jeton.store.sql.Batches.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * All rows of a table whose primary key is provider and tenant, in {@link Batches}.
 *
 * @param table its name
 * @param columns what to read, as it stands in a SELECT
 * @param reader makes something of a row; it sees the columns under their names
 */
public record KeyRows<T>(Database database, String table, String columns, Reader<T> reader) {

    /** Makes something of one row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(TokenKey key, ResultSet row) throws SQLException;
    }

    /** Is handed one row after the other, between two questions to the database. */
    @FunctionalInterface
    public interface Visitor<T> {
        void visit(T row);
    }

    /** Where a batch ended, as the columns say. */
    private record Place(String provider, String tenant) {}

    public void forEach(Visitor<T> visitor) {
        Batches.forEach(database, new Place("", ""), this::batch, visitor::visit);
    }

    private Batch<Place, T> batch(Connection connection, Place from) throws SQLException {
        String sql = "SELECT provider, tenant, " + columns + " FROM " + table
                + " WHERE (provider, tenant) > (?, ?) ORDER BY provider, tenant LIMIT " + Batches.SIZE;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, from.provider());
            select.setString(2, from.tenant());
            try (ResultSet rows = select.executeQuery()) {
                return batch(rows, from);
            }
        }
    }

    private Batch<Place, T> batch(ResultSet rows, Place from) throws SQLException {
        List<T> read = new ArrayList<>();
        Place end = from;
        int seen = 0;
        while (rows.next()) {
            seen++;
            end = new Place(rows.getString(1), rows.getString(2));
            if (isKey(end)) {
                read.add(reader.read(TokenKey.of(end.provider(), end.tenant()), rows));
            }
        }
        return new Batch<>(read, end, seen < Batches.SIZE);
    }

    /** A row that somebody made by hand under no key of ours can be asked for by nobody. */
    private static boolean isKey(Place place) {
        try {
            return !TokenKey.of(place.provider(), place.tenant()).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public long count() {
        return database.ask(connection -> {
            try (PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM " + table);
                    ResultSet row = count.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }
}
