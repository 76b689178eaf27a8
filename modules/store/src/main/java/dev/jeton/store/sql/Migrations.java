package dev.jeton.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings a database to the shape that this version needs: each script runs once, all that are missing in one transaction,
 * one process at a time. Scripts only add, so that older and newer versions can run side by side; those that a newer one has
 * run are none of our business.
 */
final class Migrations {

    private static final List<String> SCRIPTS = List.of("001_grants_and_credentials.sql");

    private final Dialect dialect;
    private volatile boolean done;

    Migrations(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Migrates unless this process knows that it has; whoever finds another thread at it waits inside the database. */
    void ensure(Connection connection) throws SQLException {
        if (!done) {
            // Looked at first, for a role that may use the tables need not be one that may make some.
            if (!isComplete(connection)) {
                migrate(connection);
            }
            done = true;
        }
    }

    private static boolean isComplete(Connection connection) {
        try {
            return applied(connection).containsAll(SCRIPTS);
        } catch (SQLException e) {
            // No table yet; whatever else it is, migrating will run into it too.
            return false;
        }
    }

    /** Where it fails, the pool rolls back when it is given the connection back. */
    private void migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        dialect.lockOutMigrations(connection);
        execute(connection, "CREATE TABLE IF NOT EXISTS jeton_migrations (script TEXT NOT NULL PRIMARY KEY)");
        Set<String> applied = applied(connection);
        for (String script : SCRIPTS) {
            if (!applied.contains(script)) {
                apply(connection, script);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static Set<String> applied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT script FROM jeton_migrations")) {
            Set<String> scripts = new HashSet<>();
            while (rows.next()) {
                scripts.add(rows.getString(1));
            }
            return scripts;
        }
    }

    private void apply(Connection connection, String script) throws SQLException {
        for (String sql : statements(script)) {
            execute(connection, sql);
        }
        try (PreparedStatement mark = connection.prepareStatement("INSERT INTO jeton_migrations VALUES (?)")) {
            mark.setString(1, script);
            int unused = mark.executeUpdate();
        }
    }

    /** A statement ends with a semicolon; comments have lines of their own and hold none. */
    private List<String> statements(String script) {
        return Stream.of(text(script).replace("${bytes}", dialect.bytes()).split(";", -1))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    private static String text(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + script);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }
}
