package dev.jeton.store.credentials;

import dev.jeton.api.TokenKey;
import dev.jeton.store.sql.Database;
import dev.jeton.store.sql.KeyRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table of credentials, one sealed value a row. */
record CredentialsTable(Database database) {

    private static final String SELECT = "SELECT sealed FROM credentials WHERE provider = ? AND tenant = ?";
    private static final String PUT = "INSERT INTO credentials (provider, tenant, sealed) VALUES (?, ?, ?)"
            + " ON CONFLICT (provider, tenant) DO UPDATE SET sealed = excluded.sealed";
    private static final String UPDATE =
            "UPDATE credentials SET sealed = ? WHERE provider = ? AND tenant = ? AND sealed = ?";
    private static final String DELETE = "DELETE FROM credentials WHERE provider = ? AND tenant = ?";

    Optional<byte[]> find(TokenKey key) {
        return database.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                bind(select, 1, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    void put(TokenKey key, byte[] sealed) {
        int unused = database.ask(connection -> {
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                bind(put, 1, key);
                put.setBytes(3, sealed);
                return put.executeUpdate();
            }
        });
    }

    /** False where {@code expected} is not what is there. */
    boolean update(TokenKey key, byte[] expected, byte[] sealed) {
        return database.ask(connection -> {
            try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
                update.setBytes(1, sealed);
                bind(update, 2, key);
                update.setBytes(4, expected);
                return update.executeUpdate() == 1;
            }
        });
    }

    boolean delete(TokenKey key) {
        return database.ask(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                bind(delete, 1, key);
                return delete.executeUpdate() == 1;
            }
        });
    }

    KeyRows<TokenKey> keys() {
        return new KeyRows<>(database, "credentials", "1", (key, row) -> key);
    }

    private static void bind(PreparedStatement statement, int first, TokenKey key) throws SQLException {
        statement.setString(first, key.provider().value());
        statement.setString(first + 1, key.tenant().value());
    }
}
