package dev.jeton.identity.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.identity.IdentityWorld;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Issued;
import dev.jeton.testkit.secret.Canaries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpkeepTest {

    private static final UserId USER = new UserId("alice");
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Permissions READS =
            new Permissions(Set.of("token:read"), Set.of("genesys"), Set.of("acme", "eu-*"));

    private final IdentityWorld world = new IdentityWorld();
    private Issued<ApiToken> apiToken;
    private Issued<VerificationToken> verification;
    private Issued<RefreshToken> session;

    @BeforeEach
    void fill() {
        apiToken = world.apiTokens.create(new ApiTokens.Wish(USER, "naïve 日本", READS, Duration.ofDays(1)));
        verification = world.verificationTokens.create(USER, VerificationToken.Type.EMAIL, null);
        session = world.sessions.begin(USER);
        RowId key = RowId.random();
        assertThat(world.store
                        .jwtKeys()
                        .insert(new JwtKey(
                                key,
                                "ES256",
                                "{\"kty\":\"EC\"}",
                                "c2VhbGVk",
                                world.time.now(),
                                new Life(world.time.now(), null, null))))
                .isTrue();
    }

    @AfterEach
    void close() {
        apiToken.close();
        verification.close();
        session.close();
        world.close();
    }

    private byte[] exported() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new Transfer(world.store, world.rows).exportAll(out, Progress.SILENT))
                .isEqualTo(4);
        return out.toByteArray();
    }

    @Test
    @DisplayName(
            "D-12 what is exported and imported elsewhere is the same to the last member, and its values still work")
    void roundTrip() throws IOException, UnreadableValue {
        List<String> lines = new String(exported(), UTF_8).lines().toList();
        try (IdentityWorld other = new IdentityWorld()) {
            Transfer transfer = new Transfer(other.store, other.rows);
            assertThat(other.apiTokens.ofUser(USER)).isEmpty();
            for (String line : lines) {
                assertThat(transfer.importLine(line.getBytes(UTF_8))).isEqualTo(Transfer.Imported.ADDED);
                assertThat(transfer.importLine(line.getBytes(UTF_8))).isEqualTo(Transfer.Imported.THERE_ALREADY);
            }
            assertThat(other.apiTokens.living(apiToken.value())).contains(apiToken.row());
            assertThat(other.apiTokens.ofUser(USER)).containsExactly(apiToken.row());
            assertThat(other.verificationTokens.consume(verification.value(), VerificationToken.Type.EMAIL))
                    .isPresent();
            assertThat(other.sessions.find(session.value())).contains(session.row());
            assertThat(other.store.jwtKeys().living(other.time.now())).hasSize(1);
        }
    }

    @Test
    @DisplayName("D-12 D-07 an export holds hashes and no values; of one user it holds nobody else's rows and no keys")
    void holdsNoValues() throws IOException {
        Canaries canaries = new Canaries();
        canaries.register("API token", apiToken.value().reveal(String::new));
        canaries.register("verification token", verification.value().reveal(String::new));
        canaries.register("refresh token", session.value().reveal(String::new));
        canaries.assertNoneIn("the export", new String(exported(), UTF_8));

        ByteArrayOutputStream bob = new ByteArrayOutputStream();
        assertThat(new Transfer(world.store, world.rows).exportUser(new UserId("bob"), bob))
                .isZero();
        ByteArrayOutputStream alice = new ByteArrayOutputStream();
        assertThat(new Transfer(world.store, world.rows).exportUser(USER, alice))
                .isEqualTo(3);
        assertThat(alice.toString(UTF_8)).doesNotContain("jwt_key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "null",
                "{\"kind\":\"user\"}",
                "{\"kind\":\"api_token\"}",
                "{\"kind\":\"api_token\",\"kind\":\"api_token\"}",
                "{\"kind\":\"jwt_key\",\"id\":\"x\"}",
                "{\"kind\":\"verification_token\",\"id\":\"00000000-0000-4000-8000-000000000000\",\"createdAt\":\"now\"}"
            })
    @DisplayName("D-12 a line that is no row is refused with a reason, and changes nothing")
    void refusesNonsense(String line) {
        long before = world.store.apiTokens().count();
        assertThatThrownBy(() -> new Transfer(world.store, world.rows).importLine(line.getBytes(UTF_8)))
                .isInstanceOf(UnreadableValue.class);
        assertThat(world.store.apiTokens().count()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "D-11 clean-up removes what has been over for long enough, and nothing that lives or is needed to know a reuse")
    void cleansUp() {
        CleanUp cleanUp = new CleanUp(world.store, world.rows, KEPT, world.time);
        assertThat(cleanUp.run(Progress.SILENT)).isZero();
        assertThat(world.sessions.refresh(session.value()))
                .isInstanceOf(dev.jeton.identity.tokens.Sessions.Refreshed.Renewed.class);

        world.time.advance(Duration.ofDays(2));
        assertThat(cleanUp.run(Progress.SILENT)).isZero();
        world.time.advance(KEPT);
        List<Long> told = new ArrayList<>();
        // The API token of a day and the verification token of a day; the used refresh token has not expired for 30
        // days.
        assertThat(cleanUp.run(told::add)).isEqualTo(2);
        assertThat(told).isSorted().last().isEqualTo(2L);
        assertThat(world.apiTokens.ofUser(USER)).isEmpty();
        assertThat(world.apiTokens.find(apiToken.row().id())).isEmpty();
        assertThat(world.store.jwtKeys().count()).isEqualTo(1);
        assertThat(world.store.refreshTokens().count()).isEqualTo(2);
    }

    @Test
    @DisplayName("D-11 after the warm-up of a user nothing of that user's is asked of the store")
    void warmsUp() {
        WarmUp warmUp = new WarmUp(world.apiTokens, world.verificationTokens, world.sessions, () -> {});
        assertThat(warmUp.run(List.of(USER, new UserId("bob")), Progress.SILENT))
                .isEqualTo(3);

        world.store.breakDown();
        assertThat(world.apiTokens.living(apiToken.value())).isPresent();
        assertThat(world.apiTokens.find(apiToken.row().id())).isPresent();
        assertThat(world.apiTokens.ofUser(USER)).hasSize(1);
        assertThat(world.sessions.ofUser(USER)).hasSize(1);
        assertThat(world.verificationTokens.ofUser(USER, VerificationToken.Type.EMAIL))
                .hasSize(1);
    }
}
