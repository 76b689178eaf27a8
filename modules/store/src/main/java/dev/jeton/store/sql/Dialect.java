package dev.jeton.store.sql;

import dev.jeton.api.grant.GrantStore.Locality;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** All in which one database differs from another. */
interface Dialect {

    /** New connections, each of which commits durably and waits no longer than the settings allow. */
    DataSource connections();

    Locality locality();

    /** An expression: the database's own clock, in whole milliseconds since 1970, never ahead of it. */
    String storeMillis();

    /** The type of a column of bytes. */
    String bytes();

    /** The type of a column that counts the rows in their order, and is the primary key. */
    String counter();

    /** Begins a transaction each of whose statements sees what is committed by then. */
    String begin();

    /** Waits, in a transaction, until it is the only one that was given its turn in this line, and stays so until it ends. */
    void awaitTurn(Connection connection, String line) throws SQLException;

    /**
     * Waits until nobody else migrates.
     *
     * @param connections to the database
     * @return keeps others out until it is closed
     */
    Connection turnToMigrate(DataSource connections) throws SQLException;

    /** The same connection, on which {@code sql} holds a lock until it is closed. */
    static Connection holding(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What {@code failure} means, in a sentence without secrets. */
    String explain(SQLException failure);
}
