package dev.jeton.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresProcessTest {

    private static PostgresProcess postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresProcess.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        assertThat(postgres.isAlive()).isFalse();
    }

    @Test
    void eachDatabaseIsItsOwn() {
        String one = postgres.createDatabase();
        String other = postgres.createDatabase();
        postgres.execute(one, "CREATE TABLE t (a INT)");

        postgres.execute(one, "INSERT INTO t VALUES (1)");
        assertThatThrownBy(() -> postgres.execute(other, "INSERT INTO t VALUES (1)"))
                .hasMessageContaining("INSERT")
                .hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void aPasswordIsAskedFor() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.createDatabase(), postgres.user(), "wrong"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void whatItHasCommittedSurvivesACrash() {
        String database = postgres.createDatabase();
        postgres.execute(database, "CREATE TABLE t (a INT)");
        int port = postgres.port();

        postgres.kill();
        assertThat(postgres.isAlive()).isFalse();
        postgres.restart();

        assertThat(postgres.port()).isEqualTo(port);
        postgres.execute(database, "INSERT INTO t VALUES (1)");
    }

    @Test
    void aStoppedServerIsSilentUntilItGoesOn() throws SQLException {
        String database = postgres.createDatabase();
        Properties impatient = new Properties();
        impatient.put("user", postgres.user());
        impatient.put("password", postgres.password());
        impatient.put("socketTimeout", "1");
        try (Connection connection = DriverManager.getConnection(database, impatient)) {
            postgres.pause();
            assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        } finally {
            postgres.resume();
        }

        postgres.execute(database, "SELECT 1");
    }
}
