package dev.jeton.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.grant.GrantStore.Locality;
import dev.jeton.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * The database behind the store, whichever it is: hands out connections, migrates before the first use, and turns every
 * failure into {@link StoreUnavailable}. Statements commit one by one, unless several are asked in one step.
 */
public final class Database implements AutoCloseable {

    private static final int POSTGRES_CONNECTIONS = 10;
    private static final Duration MOST_VALIDATION = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final Lane lane;
    private final HikariDataSource pool;
    private final Migrations migrations;

    /** What is asked of a connection; it is given back afterwards. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private Database(Dialect dialect, Lane lane, Lane migrating, HikariConfig config) {
        this.dialect = dialect;
        this.lane = lane;
        this.pool = new HikariDataSource(config);
        this.migrations = new Migrations(dialect, migrating, pool);
    }

    /**
     * Opens it. A server need not be there yet, a file must be usable.
     *
     * @throws StoreUnavailable if it is a file that cannot be used
     */
    public static Database open(StoreSettings settings) {
        Optional<Path> file = settings.file().map(Path::of);
        return file.isPresent() ? openFile(file.get(), settings) : openServer(settings);
    }

    private static Database openFile(Path file, StoreSettings settings) {
        SqliteLibrary.load();
        SqliteDialect dialect = new SqliteDialect(file, settings.timeout());
        dialect.createFile();
        Lane lane = Lane.ofOneThread(settings.timeout().multipliedBy(2));
        Database database = new Database(dialect, lane, lane, pool(dialect, settings, 1));
        try {
            boolean unused = database.ask(connection -> true);
            return database;
        } catch (StoreUnavailable e) {
            database.close();
            throw new StoreUnavailable(file + ": " + e.detail(), e);
        }
    }

    private static Database openServer(StoreSettings settings) {
        PostgresDialect dialect = new PostgresDialect(settings);
        HikariConfig config = pool(dialect, settings, POSTGRES_CONNECTIONS);
        config.setConnectionInitSql(dialect.greeting());
        if (settings.userOrNull() != null) {
            config.setCredentialsProvider(() -> credentials(settings));
        }
        Lane migrating = Lane.ofOneThread(settings.timeout().multipliedBy(2));
        return new Database(dialect, Lane.ofTheCaller(), migrating, config);
    }

    private static HikariConfig pool(Dialect dialect, StoreSettings settings, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("jeton-store");
        config.setDataSource(dialect.connections());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.timeout().toMillis());
        config.setValidationTimeout(Math.min(settings.timeout().toMillis(), MOST_VALIDATION.toMillis()));
        // Opens also while the server is away.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Asked for by each new connection, so that the password is a text for no longer than the driver needs it. */
    private static Credentials credentials(StoreSettings settings) {
        String password = settings.passwordOrNull() == null
                ? null
                : settings.passwordOrNull().reveal(String::new);
        return Credentials.of(settings.userOrNull(), password);
    }

    /** @throws StoreUnavailable if it cannot be asked, or refuses; whether a change took place is then unknown */
    public <T> T ask(Work<T> work) {
        try {
            migrations.ensure();
            return lane.run(() -> onConnection(work));
        } catch (SQLException e) {
            throw new StoreUnavailable(dialect.explain(e), e);
        }
    }

    private <T> T onConnection(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        }
    }

    /**
     * Asks in one step, all of which is committed when this returns, or none of which has taken place. It comes after all other
     * steps that have named the same {@code line} and before those to come, in whichever process: what it reads none of them
     * changes meanwhile, and it sees all that they have done. Nobody is in two lines at once.
     *
     * @throws StoreUnavailable as {@link #ask} does
     */
    public <T> T inLine(String line, Work<T> work) {
        return ask(connection -> {
            // In its own words: the drivers' would begin the next one at once, and after a failure end in either way.
            execute(connection, dialect.begin());
            boolean committed = false;
            try {
                dialect.awaitTurn(connection, line);
                T answer = work.on(connection);
                execute(connection, "COMMIT");
                committed = true;
                return answer;
            } finally {
                if (!committed) {
                    rollBack(connection);
                }
            }
        });
    }

    private void rollBack(Connection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // Nobody else may find what is left of it; the database forgets it with the connection.
            pool.evictConnection(connection);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    public Locality locality() {
        return dialect.locality();
    }

    /** An expression: the database's own clock, in whole milliseconds since 1970, never ahead of it. */
    public String storeMillis() {
        return dialect.storeMillis();
    }

    @Override
    public void close() {
        lane.close();
        migrations.close();
        pool.close();
    }

    @Override
    public String toString() {
        return "Database[" + dialect.locality() + "]";
    }
}
