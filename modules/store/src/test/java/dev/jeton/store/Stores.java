package dev.jeton.store;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.server.PostgresProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Databases for tests, and stores on them. */
final class Stores {

    /** Long enough for a busy machine with eight tests at once. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private Stores() {}

    /** One server for all tests that do it no harm; it ends with the JVM. */
    private static final class Shared {
        static final PostgresProcess POSTGRES = PostgresProcess.start();
    }

    static PostgresProcess shared() {
        return Shared.POSTGRES;
    }

    static StoreSettings newFile() {
        return file(Scratch.directory("store").resolve("jeton.db"));
    }

    static StoreSettings file(Path file) {
        return new StoreSettings("jdbc:sqlite:" + file, null, null, PATIENT);
    }

    static StoreSettings newDatabase() {
        return newDatabase(shared(), PATIENT);
    }

    static StoreSettings newDatabase(PostgresProcess server, Duration timeout) {
        return on(server, server.createDatabase(), timeout);
    }

    static StoreSettings on(PostgresProcess server, String url, Duration timeout) {
        return new StoreSettings(url, server.user(), Secret.of(server.password()), timeout);
    }

    /** As anybody else who knows the password. */
    static Connection connect(StoreSettings settings) throws SQLException {
        Secret password = settings.passwordOrNull();
        return DriverManager.getConnection(
                settings.url(), settings.userOrNull(), password == null ? null : password.reveal(String::new));
    }

    static SqlStore open(StoreSettings settings, Sealer sealer) {
        return SqlStore.open(settings, sealer, TokenEvents.NO_OP);
    }
}
