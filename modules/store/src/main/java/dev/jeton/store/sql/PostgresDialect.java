package dev.jeton.store.sql;

import dev.jeton.api.grant.GrantStore.Locality;
import dev.jeton.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server. */
record PostgresDialect(StoreSettings settings) implements Dialect {

    /** Names our migrations among all advisory locks of the database: "jeton" in ASCII. */
    private static final long MIGRATION_LOCK = 0x6a65746f6eL;

    @Override
    public DataSource connections() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(settings.url());
        source.setApplicationName("jeton");
        int seconds = wholeSeconds(settings.timeout());
        source.setConnectTimeout(seconds);
        source.setLoginTimeout(seconds);
        // A server that is stopped, or cut off without a word, answers nothing at all: this alone ends the wait. No
        // query
        // timeout: to cancel a commit that waits for a standby makes it look done.
        source.setSocketTimeout(seconds);
        source.setTcpKeepAlive(true);
        // The details of a refusal quote the row, tokens and all.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static int wholeSeconds(Duration timeout) {
        return (int) Math.max(1, timeout.plusMillis(999).toSeconds());
    }

    /**
     * What every connection begins with: commits are durable before they are answered, whatever the server or the role says;
     * those that ask for more than that keep it. A statement that waits for a lock is given up by the server itself.
     */
    String greeting() {
        return "SELECT set_config('statement_timeout', '" + settings.timeout().toMillis() + "', false),"
                + " set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') = 'remote_apply'"
                + " THEN 'remote_apply' ELSE 'on' END, false)";
    }

    @Override
    public Locality locality() {
        return Locality.REMOTE;
    }

    @Override
    public String storeMillis() {
        return "CAST(FLOOR(EXTRACT(EPOCH FROM now()) * 1000) AS BIGINT)";
    }

    @Override
    public String bytes() {
        return "BYTEA";
    }

    /** Flyway's own advisory lock does not span its first steps: who looks between them finds an empty history and gives up. */
    @Override
    public Connection turnToMigrate(DataSource connections) throws SQLException {
        Connection turn = connections.getConnection();
        turn.setAutoCommit(false);
        return Dialect.holding(turn, "SELECT pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
    }

    @Override
    public String explain(SQLException failure) {
        String state = state(failure);
        if (state == null) {
            return "the database does not answer in time";
        }
        return switch (state.substring(0, 2)) {
            case "08" -> "the database cannot be reached";
            case "28" -> "the database refuses the user or the password";
            case "53" -> "the database has no room or no connection left";
            case "57" -> "the database is stopping, or too slow";
            default ->
                "25006".equals(state)
                        ? "the database may only be read"
                        : "the database refuses, with SQLSTATE " + state;
        };
    }

    /** The first one that says anything: the pool's own exception has that of its cause, or none. */
    private static @Nullable String state(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
