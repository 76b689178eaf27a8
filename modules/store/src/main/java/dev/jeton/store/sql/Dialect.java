package dev.jeton.store.sql;

import dev.jeton.api.grant.GrantStore.Locality;
import java.sql.Connection;
import java.sql.SQLException;
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

    /** Within a transaction that has just begun: waits until no other process migrates, and keeps others out to its end. */
    void lockOutMigrations(Connection connection) throws SQLException;

    /** What {@code failure} means, in a sentence without secrets. */
    String explain(SQLException failure);
}
