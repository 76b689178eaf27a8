package dev.jeton.store.grants;

import static dev.jeton.api.grant.GrantFields.ACCESS_TOKEN;
import static dev.jeton.api.grant.GrantFields.CLAIM_DEADLINE;
import static dev.jeton.api.grant.GrantFields.CLAIM_OWNER;
import static dev.jeton.api.grant.GrantFields.EXPIRES_AT;
import static dev.jeton.api.grant.GrantFields.FAMILY;
import static dev.jeton.api.grant.GrantFields.GENERATION;
import static dev.jeton.api.grant.GrantFields.ISSUED_AT;
import static dev.jeton.api.grant.GrantFields.LAST_ERROR;
import static dev.jeton.api.grant.GrantFields.NUMBERS;
import static dev.jeton.api.grant.GrantFields.REFRESH_TOKEN;
import static dev.jeton.api.grant.GrantFields.STATE;

import dev.jeton.api.TokenKey;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.KeyRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of grants, a column for each of their fields; every change is one statement that says what it expects. */
final class GrantTable {

    private static final List<String> FIELDS = List.of(
            REFRESH_TOKEN,
            ACCESS_TOKEN,
            EXPIRES_AT,
            ISSUED_AT,
            GENERATION,
            FAMILY,
            STATE,
            CLAIM_OWNER,
            CLAIM_DEADLINE,
            LAST_ERROR);

    private static final String INSERT = "INSERT INTO grants (" + String.join(", ", FIELDS)
            + ", revision, provider, tenant) VALUES (" + "?, ".repeat(FIELDS.size())
            + "?, ?, ?) ON CONFLICT (provider, tenant) DO NOTHING";
    private static final String UPDATE = "UPDATE grants SET " + String.join(" = ?, ", FIELDS)
            + " = ?, revision = ? WHERE provider = ? AND tenant = ? AND revision = ?";
    private static final String DELETE = "DELETE FROM grants WHERE provider = ? AND tenant = ? AND revision = ?";

    private final Database database;
    private final String columns;

    GrantTable(Database database) {
        this.database = database;
        this.columns = String.join(", ", FIELDS) + ", revision, " + database.storeMillis() + " AS store_millis";
    }

    Optional<GrantRow> find(TokenKey key) {
        return database.ask(connection -> find(connection, key));
    }

    private Optional<GrantRow> find(Connection connection, TokenKey key) throws SQLException {
        String sql = "SELECT " + columns + " FROM grants WHERE provider = ? AND tenant = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, 1, key.provider().value(), key.tenant().value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(key, row)) : Optional.empty();
            }
        }
    }

    private static GrantRow read(TokenKey key, ResultSet row) throws SQLException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            @Nullable String value = row.getString(field);
            if (value != null) {
                fields.put(field, value);
            }
        }
        return new GrantRow(key, row.getString("revision"), fields, Instant.ofEpochMilli(row.getLong("store_millis")));
    }

    /** False where there is one already. */
    boolean insert(TokenKey key, String revision, Map<String, String> fields) {
        return change(
                INSERT, fields, revision, key.provider().value(), key.tenant().value());
    }

    /** False where {@code expected} is not its revision. */
    boolean update(TokenKey key, String expected, String revision, Map<String, String> fields) {
        return change(
                UPDATE, fields, revision, key.provider().value(), key.tenant().value(), expected);
    }

    private boolean change(String sql, Map<String, String> fields, String... rest) {
        return database.ask(connection -> {
            try (PreparedStatement change = connection.prepareStatement(sql)) {
                bindFields(change, fields);
                bind(change, FIELDS.size() + 1, rest);
                return change.executeUpdate() == 1;
            }
        });
    }

    boolean delete(TokenKey key, String expected) {
        return database.ask(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                bind(delete, 1, key.provider().value(), key.tenant().value(), expected);
                return delete.executeUpdate() == 1;
            }
        });
    }

    KeyRows<GrantRow> rows() {
        return new KeyRows<>(database, "grants", columns, GrantTable::read);
    }

    private static void bindFields(PreparedStatement statement, Map<String, String> fields) throws SQLException {
        for (int i = 0; i < FIELDS.size(); i++) {
            String field = FIELDS.get(i);
            @Nullable String value = fields.get(field);
            if (!NUMBERS.contains(field)) {
                statement.setString(i + 1, value);
            } else if (value == null) {
                statement.setNull(i + 1, Types.BIGINT);
            } else {
                statement.setLong(i + 1, Long.parseLong(value));
            }
        }
    }

    private static void bind(PreparedStatement statement, int first, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(first + i, values[i]);
        }
    }
}
