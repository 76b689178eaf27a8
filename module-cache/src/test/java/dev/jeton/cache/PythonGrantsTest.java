package dev.jeton.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program that shares the values: {@code json.loads}, {@code value.get(...)}, {@code json.dumps}. */
class PythonGrantsTest {

    /** Says what it read, a line each, then what it writes in its place. */
    private static final String PROGRAM = """
            import json, sys
            value = json.loads(sys.stdin.buffer.read().decode("utf-8"))
            print(json.dumps(value.get("refresh_token")))
            print(value.get("access_token"))
            print(type(value.get("expires_at")).__name__, value.get("expires_at"))
            print(json.dumps({"refresh_token": value.get("refresh_token") + "-\\u00e4", "access_token": "python-access",
                              "expires_at": value.get("expires_at") + 0.75}))
            """;

    private static RedisProcess redis;

    private final TokenKey key = TokenKey.of("qontak", "acme");
    private final String name = WatchedGrants.PREFIX + "acme";
    private WatchedGrants grants;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        redis.command("FLUSHALL");
        grants = WatchedGrants.patient(redis);
    }

    @AfterEach
    void close() {
        grants.close();
    }

    @ParameterizedTest(name = "C-04 what Python wrote is read: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"refresh_token\": \"r-1\", \"access_token\": \"a-1\", \"expires_at\": 1795262400} | r-1 | a-1 | 1795262400",
                "{\"refresh_token\": \"r-1\", \"access_token\": \"a-1\", \"expires_at\": 1795262400.987} | r-1 | a-1 | 1795262400",
                "{\"expires_at\": 1.7952624e9, \"access_token\": \"a-1\", \"refresh_token\": \"r-1\"} | r-1 | a-1 | 1795262400",
                "{\"refresh_token\": \"r-1\", \"access_token\": \"a-1\", \"expires_at\": 0} | r-1 | a-1 | 0",
                "{\"refresh_token\": \"r\", \"access_token\": \"a\", \"expires_at\": 1, \"x\": [1, {\"y\": null}], \"z\": true} | r | a | 1",
                "{\"refresh_token\": \"\\u00e4\\u6f22\\ud83d\\udd11\", \"access_token\": \"a\", \"expires_at\": 1} | \u00e4\u6f22\ud83d\udd11 | a | 1",
                "{\"refresh_token\": \"\u00e4\u6f22\ud83d\udd11\", \"access_token\": \"a\", \"expires_at\": 1} | \u00e4\u6f22\ud83d\udd11 | a | 1",
                "`{\n  \"refresh_token\": \"r\",\n  \"access_token\": \"a\",\n  \"expires_at\": 1\n}\n` | r | a | 1",
                "{\"refresh_token\": \"r-1\"} | r-1 | |",
                "{\"refresh_token\": \"r-1\", \"expires_at\": 1795262400} | r-1 | |",
                "{\"refresh_token\": \"r-1\", \"access_token\": \"a-1\"} | r-1 | |",
                "{\"refresh_token\": \"r-1\", \"access_token\": null, \"expires_at\": null} | r-1 | |",
                "{\"refresh_token\": \"r-1\", \"access_token\": \"\", \"expires_at\": 0} | r-1 | |",
            })
    void whatPythonWrites(String value, String refreshToken, String accessToken, Long expiresAt) {
        redis.command("SET", name, value);

        try (StoredGrant stored = grants.get(key)) {
            Grant grant = stored.grant();
            assertThat(refreshTokenOf(grant)).isEqualTo(refreshToken);
            assertThat(grant.access().map(access -> access.token().value()).orElse(null))
                    .isEqualTo(accessToken);
            assertThat(grant.access().map(GrantedAccess::expiresAt).orElse(null))
                    .isEqualTo(expiresAt == null ? null : Instant.ofEpochSecond(expiresAt));
            assertThat(grant.generation()).as("counts as new").isZero();
            assertThat(grant.state()).isEqualTo(new GrantState.Active());
        }
    }

    @Test
    @DisplayName("C-04 what we write is the three members that Python knows, numbers as numbers, beside our own")
    void whatWeWrite() {
        Grant grant = SomeGrants.refreshed();
        GrantedAccess access = grant.access().orElseThrow();
        Revision unused = grants.insert(key, grant);

        assertThat(JsonMembers.of(redis.command("GET", name)))
                .isEqualTo(Map.of(
                        "refresh_token", refreshTokenOf(grant),
                        "access_token", access.token().value(),
                        "expires_at", access.expiresAt().getEpochSecond(),
                        "issued_at", access.issuedAt().getEpochSecond(),
                        "generation", 2L,
                        "family", grant.family().value(),
                        "state", "active"));
    }

    @Test
    @DisplayName("C-04 members that neither program knows are gone after our next write")
    void unknownMembers() {
        redis.command("SET", name, "{\"refresh_token\": \"r\", \"note\": \"by hand\"}");
        try (StoredGrant stored = grants.get(key)) {
            assertThat(grants.replace(key, stored.revision(), stored.grant())).isPresent();
        }

        assertThat(JsonMembers.of(redis.command("GET", name)))
                .containsOnlyKeys("refresh_token", "generation", "family", "state");
    }

    @ParameterizedTest(name = "C-09 Python writes {0} between our look and our write: nothing is replaced")
    @ValueSource(strings = {"{\"refresh_token\": \"theirs\"}", "{", ""})
    void foreignWriteWins(String theirs) {
        Revision revision = grants.insert(key, SomeGrants.connected());
        redis.command("SETEX", name, "21600", theirs);

        assertThat(grants.replace(key, revision, SomeGrants.refreshed())).isEmpty();
        assertThat(grants.replace(key, Revision.NONE, SomeGrants.refreshed())).isEmpty();
        assertThat(grants.remove(key, revision)).isFalse();
        assertThat(redis.command("GET", name)).isEqualTo(theirs);
    }

    @Test
    @DisplayName("C-04 a real Python reads ours, and ours reads what it writes")
    void realPython() throws IOException, InterruptedException {
        assumeTrue(hasPython(), "no python3 on this machine");
        Grant ours = SomeGrants.refreshed();
        String refreshToken = refreshTokenOf(ours);
        Revision revision = grants.insert(key, ours);

        String[] said = python(String.valueOf(redis.command("GET", name))).split("\n", -1);

        GrantedAccess access = ours.access().orElseThrow();
        assertThat(JsonMembers.of("{\"said\":" + said[0] + "}")).containsEntry("said", refreshToken);
        assertThat(said[1]).isEqualTo(access.token().value());
        assertThat(said[2]).isEqualTo("int " + access.expiresAt().getEpochSecond());
        redis.command("SET", name, said[3]);
        try (StoredGrant theirs = grants.get(key)) {
            assertThat(theirs.revision()).isNotEqualTo(revision);
            assertThat(refreshTokenOf(theirs.grant())).isEqualTo(refreshToken + "-\u00e4");
            assertThat(theirs.grant().access().orElseThrow().token().value()).isEqualTo("python-access");
            assertThat(theirs.grant().access().orElseThrow().expiresAt()).isEqualTo(access.expiresAt());
        }
    }

    private static String refreshTokenOf(Grant grant) {
        return grant.refreshToken().reveal(String::new);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import json").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String python(String value) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", "-c", PROGRAM)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(value.getBytes(UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.replace("\r", "");
    }
}
