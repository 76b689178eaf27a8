package dev.jeton.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes over one PostgreSQL and one Redis that keep a product's own tokens: they agree. */
final class IdentityTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    @AutoClose
    private static final GrantKeep KEEP = GrantKeep.Postgres.shared();

    private static final String KEY = "k1:"
            + SCENE.canaries().register("encryption key", Base64.getEncoder().encodeToString(randomBytes()));

    private static final Duration NEAR_TTL = Duration.ofSeconds(5);
    private static final List<Broker> BROKERS = SCENE.brokers(2, settings());
    private static final Identities ONE = new Identities(BROKERS.getFirst(), SCENE.canaries());
    private static final Identities OTHER = new Identities(BROKERS.getLast(), SCENE.canaries());

    private static final int THREADS = 200;
    /** More of them with {@code -Djeton.rounds=100}. */
    private static final int ROUNDS = Integer.getInteger("jeton.rounds", 10);

    private static byte[] randomBytes() {
        byte[] key = new byte[32];
        ThreadLocalRandom.current().nextBytes(key);
        return key;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(KEEP.settings());
        settings.putAll(Scene.sharing(REDIS.uri(), KEY));
        settings.put("NEAR_CACHE_TTL", NEAR_TTL.toSeconds() + "s");
        return settings;
    }

    private static Identities of(int thread) {
        return thread % 2 == 0 ? ONE : OTHER;
    }

    @Test
    @DisplayName("D-08 200 threads in two processes consume one verification token: one of them is given it")
    void consumedOnce() {
        int violated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String token = ONE.verificationToken("alice", "email").path("token").textValue();
            long given = Burst.of(THREADS, thread -> of(thread).consumes(token, "email")).orFail().stream()
                    .filter(consumed -> consumed)
                    .count();
            violated += given == 1 ? 0 : 1;
        }
        System.out.printf("%d checked, %d violated%n", ROUNDS, violated);
        assertThat(violated).isZero();
        assertThat(Answers.json(OTHER.get("users/alice"))
                        .path("emailVerifiedAt")
                        .isTextual())
                .isTrue();
    }

    @Test
    @DisplayName(
            "D-03 a token that one process revoked is refused there at once and by the other within NEAR_CACHE_TTL")
    void revocationIsHeard() {
        int violated = 0;
        for (int round = 0; round < 20; round++) {
            JsonNode token = ONE.apiToken("bob", "");
            String value = token.path("token").textValue();
            assertThat(ONE.isValid(value)).isTrue();
            assertThat(OTHER.isValid(value)).isTrue();

            assertThat(ONE.delete("tokens/" + token.path("id").textValue()).status())
                    .isEqualTo(200);
            violated += ONE.isValid(value) ? 1 : 0;
            Eventually.isTrue("the other process has heard", NEAR_TTL, () -> !OTHER.isValid(value));
        }
        System.out.printf("20 checked, %d violated%n", violated);
        assertThat(violated).isZero();
    }

    @Test
    @DisplayName("D-08 a refresh token used a second time, in another process, ends its session in both")
    void reuseKillsTheFamily() {
        String first = ONE.session("carol").path("refreshToken").textValue();
        String second = OTHER.refreshed(first).path("refreshToken").textValue();
        String third = ONE.refreshed(second).path("refreshToken").textValue();

        Answers.problem(ONE.refresh(second), 409, "REAUTHORIZATION_REQUIRED");

        Answers.problem(OTHER.refresh(third), 409, "REAUTHORIZATION_REQUIRED");
        Answers.problem(ONE.refresh(third), 409, "REAUTHORIZATION_REQUIRED");
    }

    @Test
    @DisplayName(
            "D-09 a JWT of one process is good in the other, also after the keys have rotated; both publish both keys")
    void keysRotate() {
        String before = ONE.session("dave").path("accessToken").textValue();
        assertThat(OTHER.isValidJwt(before)).isTrue();

        HttpAnswer rotated = OTHER.post("jwt-keys/rotate", "{}");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(201);
        String kid = Answers.json(rotated).path("kid").textValue();

        String after = ONE.session("dave").path("accessToken").textValue();
        for (Identities broker : List.of(ONE, OTHER)) {
            assertThat(broker.isValidJwt(before)).isTrue();
            assertThat(broker.isValidJwt(after)).isTrue();
            assertThat(broker.isValidJwt(after.substring(0, after.length() - 8) + "AAAAAAAA"))
                    .isFalse();
            Eventually.isTrue(
                    "the new key is published",
                    NEAR_TTL.plusSeconds(5),
                    () -> broker.broker().get("/.well-known/jwks.json").body().contains(kid));
        }
        assertThat(ONE.broker().get("/.well-known/jwks.json").body()).doesNotContain("\"d\"");
    }

    @Test
    @DisplayName("D-10 with Redis gone the database answers: nothing fails, and a revocation is seen by both at once")
    void redisGone() {
        try (RedisProcess redis = Scene.redis()) {
            Map<String, String> settings = new HashMap<>(settings());
            settings.put("REDIS_URL", redis.uri().toString());
            settings.put("REDIS_TIMEOUT", "250ms");
            List<Broker> brokers = SCENE.brokers(2, settings);
            Identities one = new Identities(brokers.getFirst(), SCENE.canaries());
            Identities other = new Identities(brokers.getLast(), SCENE.canaries());
            JsonNode token = one.apiToken("erin", "");
            String value = token.path("token").textValue();
            assertThat(other.isValid(value)).isTrue();

            redis.kill();

            String session = one.session("erin").path("refreshToken").textValue();
            assertThat(other.refresh(session).status()).isEqualTo(200);
            assertThat(one.delete("tokens/" + token.path("id").textValue()).status())
                    .isEqualTo(200);
            assertThat(one.isValid(value)).isFalse();
            Eventually.isTrue("the other asks the database", NEAR_TTL, () -> !other.isValid(value));
            brokers.forEach(Broker::close);
        }
    }

    @Test
    @DisplayName("D-07 I6 no value and no private key is in Redis, in the bytes of the SQLite file or in the audit")
    void keepsNoValues() throws IOException {
        Path data = Scratch.directory("identity");
        Map<String, String> settings = new HashMap<>(Scene.sharing(REDIS.uri(), KEY));
        settings.put("DATA_DIR", data.toString());
        try (Broker broker = SCENE.broker(settings)) {
            Identities identities = new Identities(broker, SCENE.canaries());
            identities.apiToken("frank", "");
            identities.verificationToken("frank", "phone");
            String refreshToken =
                    identities.session("frank").path("refreshToken").textValue();
            identities.refreshed(refreshToken);
            assertThat(identities.get("users/frank/tokens").status()).isEqualTo(200);
            assertThat(identities.get("users/frank/sessions").status()).isEqualTo(200);
        }

        List<?> keys = REDIS.command("KEYS", "*") instanceof List<?> found ? found : List.of();
        assertThat(keys).anyMatch(key -> String.valueOf(key).startsWith("tokens:user:"));
        for (Object key : keys) {
            SCENE.canaries().assertNoneIn("Redis", key + " " + REDIS.command("GET", String.valueOf(key)));
        }
        try (Stream<Path> tree = Files.walk(data)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, ISO_8859_1);
                SCENE.canaries().assertNoneIn(file.toString(), bytes);
                assertThat(bytes).as(file.toString()).doesNotContain("\"d\":");
            }
        }
    }
}
