package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.grant.Revision;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.PostgresProcess;
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
    }

    private static int oneGrantIn(StoreSettings settings) {
        try (SqlStore store = Stores.open(settings, Sealer.none())) {
            assertThat(store.grants().replace(SomeKeys.fresh(), Revision.NONE, SomeGrants.connected()))
                    .isPresent();
            return store.grants().list().size();
        }
    }
}
