package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.contract.SomeRows;
import dev.jeton.testkit.server.PostgresProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationsTest {

    static Stream<Named<Supplier<StoreSettings>>> databases() {
        return Stream.of(Named.of("SQLite", Stores::newFile), Named.of("PostgreSQL", Stores::newDatabase));
    }

    @ParameterizedTest(
            name = "{0}: eight that migrate an empty database at once all find what they need, and so does a ninth")
    @MethodSource("databases")
    void manyAtOnce(Supplier<StoreSettings> database) {
        StoreSettings settings = database.get();

        Burst.of(8, i -> oneGrantIn(settings)).orFail();

        assertThat(oneGrantIn(settings)).isEqualTo(9);
    }

    @Test
    void aRoleThatMayMakeNoTablesMayUseThem() {
        PostgresProcess server = Stores.shared();
        StoreSettings owner = Stores.newDatabase();
        assertThat(oneGrantIn(owner)).isEqualTo(1);
        server.execute(owner.url(), "CREATE ROLE worker LOGIN PASSWORD 'c4nary-worker'");
        server.execute(owner.url(), "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO worker");

        StoreSettings worker = new StoreSettings(owner.url(), "worker", Secret.of("c4nary-worker"), owner.timeout());

        assertThat(oneGrantIn(worker)).isEqualTo(2);
        try (SqlStore store = Stores.open(worker, Sealer.none())) {
            assertThat(store.identity().apiTokens().insert(SomeRows.apiToken(SomeRows.user(), SomeRows.life())))
                    .as("and what counts their rows")
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}: a database of the first version keeps its grants and gets the tables of identity")
    @MethodSource("databases")
    void older(Supplier<StoreSettings> database) throws SQLException {
        StoreSettings settings = database.get();
        assertThat(oneGrantIn(settings)).isEqualTo(1);
        for (String table :
                List.of("api_tokens", "verification_tokens", "proven_addresses", "refresh_tokens", "jwt_keys")) {
            execute(settings, "DROP TABLE " + table);
        }
        execute(settings, "DELETE FROM jeton_migrations WHERE version = '2'");

        assertThat(oneGrantIn(settings)).isEqualTo(2);
        try (SqlStore store = Stores.open(settings, Sealer.none())) {
            assertThat(store.identity().jwtKeys().count()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}: a schema in which others keep their tables, with migrations of their own, is used")
    @MethodSource("databases")
    void amongOthers(Supplier<StoreSettings> database) throws SQLException {
        StoreSettings settings = database.get();
        execute(settings, "CREATE TABLE flyway_schema_history (theirs TEXT)");

        assertThat(oneGrantIn(settings)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: a database that a newer version has migrated is used")
    @MethodSource("databases")
    void newer(Supplier<StoreSettings> database) throws SQLException {
        StoreSettings settings = database.get();
        assertThat(oneGrantIn(settings)).isEqualTo(1);
        execute(
                settings,
                "INSERT INTO jeton_migrations (installed_rank, version, description, type, script, checksum, "
                        + "installed_by, execution_time, success) "
                        + "VALUES (99, '99', 'newer', 'SQL', 'V99__newer.sql', 1, 'newer', 1, true)");

        assertThat(oneGrantIn(settings)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}: a database that other scripts have migrated is left alone, and said to be so")
    @MethodSource("databases")
    void foreign(Supplier<StoreSettings> database) throws SQLException {
        StoreSettings settings = database.get();
        assertThat(oneGrantIn(settings)).isEqualTo(1);
        execute(settings, "UPDATE jeton_migrations SET checksum = 1 WHERE version = '1'");

        assertThatThrownBy(() -> oneGrantIn(settings))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("migrated by other scripts");
    }

    private static void execute(StoreSettings settings, String sql) throws SQLException {
        try (Connection connection = Stores.connect(settings);
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    private static int oneGrantIn(StoreSettings settings) {
        try (SqlStore store = Stores.open(settings, Sealer.none())) {
            assertThat(store.grants().replace(SomeKeys.fresh(), Revision.NONE, SomeGrants.connected()))
                    .isPresent();
            return store.grants().list().size();
        }
    }
}
