/**
 * Durable state in SQL: grants, credentials, first-party tokens and keys, in a SQLite file or in PostgreSQL. The only module
 * that knows JDBC and SQL.
 */
@org.jspecify.annotations.NullMarked
module dev.jeton.store {
    exports dev.jeton.store;

    requires transitive dev.jeton.api;
    requires static transitive org.jspecify;
    requires java.sql;
    requires com.zaxxer.hikari;
    // Named after its file. It finds its part for PostgreSQL by itself.
    requires flyway.core;
    // Theirs have no part in our signatures. The second is an automatic module: its name comes from its manifest.
    requires org.xerial.sqlitejdbc;
    requires org.postgresql.jdbc;
}
