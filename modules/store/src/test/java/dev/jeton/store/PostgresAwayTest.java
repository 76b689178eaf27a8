package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.GrantStore.Locality;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.PostgresProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class PostgresAwayTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /** A connection, its answer, and a second for a busy machine each. */
    private static final Duration BOUND = TIMEOUT.multipliedBy(4);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresProcess postgres = PostgresProcess.start();
    private final String database = postgres.createDatabase();
    private final TokenKey key = SomeKeys.fresh();

    @AfterEach
    void stop() {
        postgres.close();
    }

    private SqlStore open() {
        return Stores.open(Stores.on(postgres, database, TIMEOUT), Sealer.none());
    }

    @Test
    @DisplayName("C-08 away at start: the store opens, says that it is away, and works as soon as the server is there")
    void awayAtStart() {
        postgres.kill();
        try (SqlStore store = open()) {
            assertUnavailableInTime(store.grants());

            postgres.restart();

            Revision revision = insertedAtLast(store.grants());
            assertThat(store.grants().find(key))
                    .map(stored -> stored.revision())
                    .contains(revision);
        }
    }

    @Test
    @DisplayName("I9 what was stored before a crash of the server is there after it, and the store finds it by itself")
    void killedInTheMiddle() {
        try (SqlStore store = open()) {
            Revision revision = insertedAtLast(store.grants());
            postgres.kill();
            assertUnavailableInTime(store.grants());

            postgres.restart();

            Eventually.isTrue("the store is back", PATIENCE, () -> revisionIs(store.grants(), revision));
        }
    }

    @Test
    @DisplayName("I8 a server that is stopped keeps nobody longer than the timeouts")
    void stopped() {
        try (SqlStore store = open()) {
            Revision revision = insertedAtLast(store.grants());
            postgres.pause();
            assertUnavailableInTime(store.grants());
            postgres.resume();

            Eventually.isTrue("the store is back", PATIENCE, () -> revisionIs(store.grants(), revision));
        }
    }

    @Test
    @DisplayName("I8 a row that another keeps locked is waited for no longer than the timeout")
    void locked() throws SQLException {
        try (SqlStore store = open()) {
            Revision revision = insertedAtLast(store.grants());
            try (Connection other = DriverManager.getConnection(database, postgres.user(), postgres.password());
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                assertThat(statement.execute("SELECT * FROM grants FOR UPDATE")).isTrue();
                long start = System.nanoTime();
                assertThatThrownBy(() -> store.grants().replace(key, revision, SomeGrants.refreshed()))
                        .isInstanceOf(StoreUnavailable.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
                other.rollback();
            }
            assertThat(store.grants().replace(key, revision, SomeGrants.refreshed()))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("I8 another that migrates is waited for no longer than the timeouts, and the next call gets through")
    void migrating() throws SQLException {
        try (SqlStore store = open();
                Connection other = DriverManager.getConnection(database, postgres.user(), postgres.password());
                Statement statement = other.createStatement()) {
            // "jeton" in ASCII.
            assertThat(statement.execute("SELECT pg_advisory_lock(x'6a65746f6e'::bigint)"))
                    .isTrue();
            assertUnavailableInTime(store.grants());

            assertThat(statement.execute("SELECT pg_advisory_unlock_all()")).isTrue();

            assertThat(store.grants().find(key)).isEmpty();
        }
    }

    @Test
    @DisplayName("a commit waits for the disk although the server's settings say otherwise")
    void commitsAreDurable() {
        postgres.execute(database, "ALTER ROLE jeton SET synchronous_commit = off");
        try (SqlStore store = open()) {
            Revision first = insertedAtLast(store.grants());
            // Whoever commits without waiting is caught with what a crash right after it loses: try a few.
            for (int i = 0; i < 3; i++) {
                Revision revision = store.grants()
                        .replace(key, i == 0 ? first : current(store.grants()), SomeGrants.refreshed())
                        .orElseThrow();
                postgres.restart();
                Eventually.isTrue("the last commit is there", PATIENCE, () -> revisionIs(store.grants(), revision));
            }
            assertThat(store.grants().locality()).isEqualTo(Locality.REMOTE);
        }
    }

    @Test
    @DisplayName("I6 a wrong password is unavailability, and no message and no cause repeats it or a stored secret")
    void noSecretsInFailures() {
        Canaries canaries = new Canaries();
        String wrong = canaries.secret("password");
        StoreSettings settings = new StoreSettings(database, postgres.user(), Secret.of(wrong), TIMEOUT);
        try (SqlStore store = SqlStore.open(settings, Sealer.none(), TokenEvents.NO_OP)) {
            assertThatThrownBy(() -> store.grants().find(key))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("refuses the user or the password")
                    .satisfies(e -> canaries.assertNoneIn("failure", printed(e)));
        }
        try (SqlStore store = open()) {
            Revision unused = insertedAtLast(store.grants());
            postgres.execute(database, "ALTER TABLE grants ADD CONSTRAINT c CHECK (generation < 2)");
            assertThatThrownBy(() -> store.grants().replace(SomeKeys.fresh(), Revision.NONE, SomeGrants.refreshed()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("SQLSTATE 23514")
                    .satisfies(e -> canaries.assertNoneIn("failure", printed(e)));
        }
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void assertUnavailableInTime(GrantStore grants) {
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> grants.find(key)).as("never told as none").isInstanceOf(StoreUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        }
    }

    private Revision insertedAtLast(GrantStore grants) {
        Eventually.isTrue("the store is there", PATIENCE, () -> answers(grants));
        return grants.replace(key, Revision.NONE, SomeGrants.connected()).orElseThrow();
    }

    private boolean answers(GrantStore grants) {
        try {
            return grants.find(key).isEmpty();
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    private Revision current(GrantStore grants) {
        return grants.find(key).orElseThrow().revision();
    }

    private boolean revisionIs(GrantStore grants, Revision revision) {
        try {
            return current(grants).equals(revision);
        } catch (StoreUnavailable e) {
            return false;
        }
    }
}
