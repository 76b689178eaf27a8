package dev.jeton.store.sql;

import dev.jeton.api.TokenException.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings a database to the shape that this version needs, by Flyway, before it is first used. Scripts only add, so that older
 * and newer versions can run side by side; those that a newer one has run are none of our business.
 */
final class Migrations implements AutoCloseable {

    /** Has a hyphen, so that it is a folder and no package: what lies in a package, a module keeps from Flyway. */
    private static final String SCRIPTS = "classpath:dev/jeton/store/migration-scripts";

    /** Flyway's usual name may be another application's, in the same schema. */
    private static final String HISTORY = "jeton_migrations";

    private final Dialect dialect;
    private final Lane lane;
    private final DataSource connections;
    private final Flyway flyway;
    private volatile boolean done;

    /** @param lane of one thread, so that who finds another at it waits, and no longer than its patience */
    Migrations(Dialect dialect, Lane lane, DataSource connections) {
        this.dialect = dialect;
        this.lane = lane;
        this.connections = connections;
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(connections)
                .loggers("slf4j")
                .locations(SCRIPTS)
                .failOnMissingLocations(true)
                .placeholders(Map.of("bytes", dialect.bytes(), "counter", dialect.counter()))
                .table(HISTORY)
                // The schema may hold tables of others; all of our scripts are above this version.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    /** Migrates unless this process knows that it has; what it began goes on, though the caller's patience may end. */
    void ensure() throws SQLException {
        if (!done) {
            boolean unused = lane.run(this::migrate);
        }
    }

    private boolean migrate() throws SQLException {
        // Looked at again, for whoever was at it meanwhile may have done it.
        if (done) {
            return true;
        }
        try (Connection unused = dialect.turnToMigrate(connections)) {
            done = flyway.migrate().success;
            return done;
        } catch (FlywayValidateException e) {
            throw new StoreUnavailable("the database was migrated by other scripts than those of this version", e);
        } catch (FlywayException e) {
            throw asSql(e);
        }
    }

    /** @throws StoreUnavailable if it was none of the database, which then has nothing to explain */
    private static SQLException asSql(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return new SQLException("migrating failed", failure);
            }
        }
        throw new StoreUnavailable("the database cannot be migrated", failure);
    }

    @Override
    public void close() {
        lane.close();
    }
}
