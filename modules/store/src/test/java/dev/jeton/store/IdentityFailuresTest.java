package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityStore.VerificationTokens;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeRows;
import dev.jeton.testkit.secret.Canaries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityFailuresTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Canaries canaries = new Canaries();
    private final UserId user = new UserId(canaries.secret("user"));
    private final VerificationToken token = SomeRows.verification(user, VerificationToken.Type.EMAIL, SomeRows.life());

    static Stream<Named<Supplier<StoreSettings>>> databases() {
        return Stream.of(Named.of("SQLite", Stores::newFile), Named.of("PostgreSQL", Stores::newDatabase));
    }

    /** Each with what makes a step fail at its second statement, or only when it is to be committed, and what mends it. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        Named.of("SQLite, in the middle", Stores.newFile()),
                        List.of("CREATE TRIGGER no BEFORE INSERT ON proven_addresses"
                                + " BEGIN SELECT RAISE(ABORT, 'no'); END"),
                        "DROP TRIGGER no"),
                Arguments.of(
                        Named.of("PostgreSQL, in the middle", Stores.newDatabase()),
                        List.of("ALTER TABLE proven_addresses ADD CONSTRAINT no CHECK (proven_at < 0)"),
                        "ALTER TABLE proven_addresses DROP CONSTRAINT no"),
                Arguments.of(
                        Named.of("PostgreSQL, at the end", Stores.newDatabase()),
                        List.of(
                                "CREATE TABLE nobody (user_id TEXT PRIMARY KEY)",
                                "ALTER TABLE proven_addresses ADD CONSTRAINT no FOREIGN KEY (user_id)"
                                        + " REFERENCES nobody DEFERRABLE INITIALLY DEFERRED"),
                        "ALTER TABLE proven_addresses DROP CONSTRAINT no"));
    }

    @ParameterizedTest(
            name = "{0}: a step that is refused has not taken place, says nothing of the row, and harms no later one")
    @MethodSource("refusals")
    void refused(StoreSettings settings, List<String> breaking, String mending) throws SQLException {
        try (SqlStore store = Stores.open(settings, Sealer.none())) {
            VerificationTokens tokens = store.identity().verificationTokens();
            assertThat(tokens.insert(token)).isTrue();
            execute(settings, breaking);

            assertUnavailable(() -> consume(store));
            assertThat(tokens.find(token.id())).contains(token);

            execute(settings, List.of(mending));
            assertThat(consume(store)).hasSize(1);
            assertThat(tokens.proven(user)).containsOnlyKeys(VerificationToken.Type.EMAIL);
        }
    }

    @ParameterizedTest(name = "{0}: a row that somebody made unreadable is unavailable, never none, and is not quoted")
    @MethodSource("databases")
    void unreadable(Supplier<StoreSettings> database) throws SQLException {
        StoreSettings settings = database.get();
        ApiToken row = SomeRows.apiToken(user, SomeRows.life());
        try (SqlStore store = Stores.open(settings, Sealer.none())) {
            assertThat(store.identity().apiTokens().insert(row)).isTrue();
            execute(
                    settings,
                    List.of("UPDATE api_tokens SET actions = 'c4nary action'", "UPDATE api_tokens SET name = ''"));

            assertUnavailable(() -> store.identity().apiTokens().find(row.id()));
            assertUnavailable(() -> store.identity().apiTokens().findByHash(row.hash()));
            assertUnavailable(() -> store.identity().apiTokens().ofUser(user));
            assertUnavailable(() -> store.identity().apiTokens().endAll(user, SomeRows.NOW));
            assertUnavailable(() -> store.identity().apiTokens().forEach(met -> {}));
            assertThat(store.identity().apiTokens().count()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("I8 PostgreSQL: a line that another process holds is waited for no longer than the timeout")
    void held() throws SQLException {
        StoreSettings settings = Stores.newDatabase();
        StoreSettings hasty = Stores.on(Stores.shared(), settings.url(), TIMEOUT);
        try (SqlStore patient = Stores.open(settings, Sealer.none());
                SqlStore store = Stores.open(hasty, Sealer.none());
                Connection other = Stores.connect(settings);
                Statement statement = other.createStatement()) {
            assertThat(patient.identity().verificationTokens().insert(token)).isTrue();
            Eventually.isTrue("the store is there", PATIENCE, () -> answers(store));
            // "jeto" in ASCII, and the line of this user.
            String line = "verification_tokens of " + user;
            assertThat(statement.execute("SELECT pg_advisory_lock(x'6a65746f'::int, " + line.hashCode() + ")"))
                    .isTrue();
            long start = System.nanoTime();

            assertUnavailable(() -> consume(store));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(6));
            assertThat(statement.execute("SELECT pg_advisory_unlock_all()")).isTrue();
            assertThat(consume(patient)).hasSize(1);
        }
    }

    private List<VerificationToken> consume(SqlStore store) {
        return store.identity().verificationTokens().consume(token.hash(), VerificationToken.Type.EMAIL, SomeRows.NOW);
    }

    private boolean answers(SqlStore store) {
        try {
            return store.identity().verificationTokens().find(token.id()).isPresent();
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    private void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreUnavailable.class).satisfies(failure -> {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            canaries.assertNoneIn("failure", text.toString());
        });
    }

    private static void execute(StoreSettings settings, List<String> statements) throws SQLException {
        try (Connection connection = Stores.connect(settings);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                boolean unused = statement.execute(sql);
            }
        }
    }
}
