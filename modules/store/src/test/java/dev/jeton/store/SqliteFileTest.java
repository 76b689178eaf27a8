package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.secret.Canaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SqliteFileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final Path directory = Scratch.directory("store");
    private final Path file = directory.resolve("jeton.db");
    private final TokenKey key = SomeKeys.fresh();

    private SqlStore open() {
        return open(file, Sealer.none());
    }

    private static SqlStore open(Path file, Sealer sealer) {
        StoreSettings settings = new StoreSettings("jdbc:sqlite:" + file, null, null, TIMEOUT);
        return SqlStore.open(settings, sealer, TokenEvents.NO_OP);
    }

    @Test
    @DisplayName("the file and those beside it are for their owner alone")
    void modes() throws IOException {
        try (SqlStore store = open();
                Stream<Path> files = Files.list(directory)) {
            assertThat(store.grants().replace(key, Revision.NONE, SomeGrants.connected()))
                    .isPresent();
            assertThat(files)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    @DisplayName("what was stored is there when the file is opened again, and again")
    void openedAgain() {
        for (int i = 0; i < 3; i++) {
            try (SqlStore store = open()) {
                Revision revision =
                        store.grants().find(key).map(StoredGrant::revision).orElse(Revision.NONE);
                assertThat(revision.equals(Revision.NONE)).isEqualTo(i == 0);
                assertThat(store.grants().replace(key, revision, SomeGrants.refreshed()))
                        .isPresent();
            }
        }
    }

    @Test
    @DisplayName("I6 fault 95 sealed, no secret is in any byte of the files")
    void canaries() throws IOException {
        Canaries canaries = new Canaries();
        String secret = canaries.secret("client-secret");
        try (SqlStore store = open(file, KeyedSealer.of("k1"))) {
            for (Grant grant : SomeGrants.inEveryState().values()) {
                assertThat(store.grants().replace(SomeKeys.fresh(), Revision.NONE, grant))
                        .isPresent();
            }
            try (Credentials credentials = new Credentials(Map.of("clientSecret", Secret.of(secret)))) {
                store.credentials().put(key, credentials);
            }
            assertNoneInFiles(canaries);
        }
        assertNoneInFiles(canaries);
        canaries.assertSearched();
    }

    private void assertNoneInFiles(Canaries canaries) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                canaries.assertNoneIn(
                        each.getFileName().toString(),
                        new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    @DisplayName(
            "fault 117 a file that is no database, is a directory, or has no directory: refused when opening, by name")
    void unusable() throws IOException {
        Path text = Files.writeString(directory.resolve("text.db"), "no database at all, ".repeat(100));
        Path folder = Files.createDirectory(directory.resolve("folder.db"));
        for (Path wrong : List.of(text, folder, directory.resolve("missing/jeton.db"))) {
            assertThatThrownBy(() -> open(wrong, Sealer.none()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining(wrong.toString());
        }
        assertThatThrownBy(() -> open(text, Sealer.none())).hasMessageContaining("damaged, or no database");
    }

    @Test
    @DisplayName("fault 11 disk full: a change is refused in time, what is there stays readable, and room heals it")
    void diskFull() throws IOException {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        Assumptions.assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk.toString()), "may mount");
        try (SqlStore store = open(disk.resolve("jeton.db"), Sealer.none())) {
            Revision revision = store.grants()
                    .replace(key, Revision.NONE, SomeGrants.connected())
                    .orElseThrow();
            Path filler = disk.resolve("filler");
            fill(filler);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            assertThat(store.grants().replace(SomeKeys.fresh(), Revision.NONE, SomeGrants.connected()))
                                    .isPresent();
                        }
                    })
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("the disk is full");

            assertThat(store.grants().find(key)).map(StoredGrant::revision).contains(revision);
            Files.delete(filler);
            assertThat(store.grants().replace(key, revision, SomeGrants.refreshed()))
                    .isPresent();
        } finally {
            assertThat(succeeds("umount", disk.toString())).isTrue();
        }
    }

    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 10_000; i++) {
                out.write(new byte[1_024]);
            }
            throw new AssertionError("the disk does not fill up");
        } catch (IOException e) {
            // Full, as it should be.
        }
    }

    private static boolean succeeds(String... command) {
        try (ChildProcess process = ChildProcess.start(List.of(command))) {
            return process.awaitExit(PATIENCE) == 0;
        }
    }

    @Test
    @DisplayName("I8 a file that another keeps locked is waited for no longer than the timeouts")
    void locked() throws SQLException {
        try (SqlStore store = open();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            assertThat(statement.execute("BEGIN IMMEDIATE")).isFalse();
            long start = System.nanoTime();
            assertThatThrownBy(() -> store.grants().replace(key, Revision.NONE, SomeGrants.connected()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another process keeps it locked");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(6));
            assertThat(store.grants().find(key)).as("readers need no lock").isEmpty();

            assertThat(statement.execute("ROLLBACK")).isFalse();

            assertThat(store.grants().replace(key, Revision.NONE, SomeGrants.connected()))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("I8 another that migrates the file is waited for no longer than the timeouts")
    void migrating() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file + "-migrating");
                Statement statement = other.createStatement()) {
            assertThat(statement.execute("BEGIN IMMEDIATE")).isFalse();
            long start = System.nanoTime();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another process keeps it locked");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(6));

            assertThat(statement.execute("ROLLBACK")).isFalse();

            open().close();
        }
    }

    @Test
    @DisplayName("a closed store is unavailable, not gone without a word")
    void closed() {
        SqlStore store = open();
        store.close();

        assertThatThrownBy(() -> store.grants().find(key)).isInstanceOf(StoreUnavailable.class);
    }
}
