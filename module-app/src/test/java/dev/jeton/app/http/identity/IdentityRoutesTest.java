package dev.jeton.app.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.app.http.LocalBroker;
import dev.jeton.testkit.http.HttpAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityRoutesTest {

    private static final String AREA = "/api/v1/identity/";
    private static final String KEY = "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @TempDir
    private static Path data;

    private static LocalBroker broker;

    @BeforeAll
    static void start() {
        broker = LocalBroker.start(Map.of("ENCRYPTION_KEYS", KEY, "DATA_DIR", data.toString()));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static JsonNode made(String path, String json) {
        HttpAnswer answer = broker.post(AREA + path, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        return LocalBroker.json(answer);
    }

    private static JsonNode told(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return LocalBroker.json(answer);
    }

    private static JsonNode lookup(String token) {
        return told(broker.post(AREA + "tokens/lookup", "{\"token\":\"" + token + "\"}"));
    }

    @Test
    @DisplayName("D-04 D-07 an API token is made, shown once, looked up, listed without its value, and revoked")
    void apiTokens() {
        JsonNode made = made("users/alice/tokens", "{\"name\":\"laptop\",\"ttl\":\"1h\"}");
        String value = made.path("token").textValue();
        String id = made.path("id").textValue();
        assertThat(value).matches("jta_[A-Za-z0-9_-]{43}");
        assertThat(Instant.parse(made.path("expiresAt").textValue()))
                .isEqualTo(Instant.parse(made.path("createdAt").textValue()).plusSeconds(3600));

        assertThat(lookup(value).path("userId").textValue()).isEqualTo("alice");
        HttpAnswer list = broker.get(AREA + "users/alice/tokens");
        assertThat(told(list).path("tokens").findValuesAsText("id")).contains(id);
        assertThat(list.body()).doesNotContain(value);
        assertThat(told(broker.get(AREA + "tokens/" + id)).path("name").textValue())
                .isEqualTo("laptop");

        assertThat(told(broker.send("DELETE", AREA + "tokens/" + id))
                        .path("endedAt")
                        .isTextual())
                .isTrue();
        assertThat(lookup(value).path("isValid").booleanValue()).isFalse();
        made("users/alice/tokens", "{}");
        assertThat(told(broker.send("DELETE", AREA + "users/alice/tokens"))
                        .path("revoked")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("D-08 a verification token is consumed once, and the address is proven")
    void verification() {
        JsonNode made = made("users/bob/verification-tokens", "{\"type\":\"email\",\"ttl\":600}");
        String consume = "{\"type\":\"email\",\"token\":\"" + made.path("token").textValue() + "\"}";
        assertThat(told(broker.post(AREA + "verification-tokens/consume", consume))
                        .path("userId")
                        .textValue())
                .isEqualTo("bob");
        assertThat(told(broker.post(AREA + "verification-tokens/consume", consume))
                        .path("consumed")
                        .booleanValue())
                .isFalse();
        JsonNode user = told(broker.get(AREA + "users/bob"));
        assertThat(user.path("emailVerifiedAt").isTextual()).isTrue();
        assertThat(user.path("phoneVerifiedAt").isNull()).isTrue();
    }

    @Test
    @DisplayName("D-08 D-09 a session gives a JWT and a refresh token that is exchanged once; a second time ends it")
    void sessions() {
        JsonNode begun = made("users/carol/sessions", "{}");
        assertThat(begun.path("tokenType").textValue()).isEqualTo("Bearer");
        assertThat(begun.path("expiresIn").longValue()).isEqualTo(900);
        String refresh = "{\"refreshToken\":\"" + begun.path("refreshToken").textValue() + "\"}";
        JsonNode next = told(broker.post(AREA + "sessions/refresh", refresh));
        assertThat(next.path("sessionId")).isEqualTo(begun.path("sessionId"));
        assertThat(next.path("refreshToken")).isNotEqualTo(begun.path("refreshToken"));

        HttpAnswer reused = broker.post(AREA + "sessions/refresh", refresh);
        assertThat(reused.status()).isEqualTo(409);
        assertThat(LocalBroker.json(reused).path("code").textValue()).isEqualTo("REAUTHORIZATION_REQUIRED");
        String newest = "{\"refreshToken\":\"" + next.path("refreshToken").textValue() + "\"}";
        assertThat(broker.post(AREA + "sessions/refresh", newest).status()).isEqualTo(409);
        assertThat(told(broker.send(
                                "DELETE",
                                AREA + "sessions/" + begun.path("sessionId").textValue()))
                        .path("ended")
                        .booleanValue())
                .isFalse();
    }

    @Test
    @DisplayName("D-09 a JWT of a session is valid here, by a key that is published; one that was changed is not")
    void jwts() {
        String jwt = made("users/dave/sessions", "{}").path("accessToken").textValue();
        JsonNode valid =
                told(broker.post("/api/v1/validate/jwt", "{\"provider\":\"jeton\",\"token\":\"" + jwt + "\"}"));
        assertThat(valid.path("isValid").booleanValue()).isTrue();
        assertThat(valid.path("userId").textValue()).isEqualTo("dave");
        JsonNode invalid = told(broker.post(
                "/api/v1/validate/jwt",
                "{\"provider\":\"jeton\",\"token\":\"" + jwt.replaceAll("\\.[^.]*$", ".AAAA") + "\"}"));
        assertThat(invalid.path("isValid").booleanValue()).isFalse();
        assertThat(invalid.path("error").isTextual()).isTrue();

        HttpAnswer keys = broker.stranger().get("/.well-known/jwks.json");
        assertThat(told(keys).path("keys")).isNotEmpty();
        assertThat(keys.header("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age"));
        assertThat(keys.body()).doesNotContain("\"d\"");
        int before = told(broker.get(AREA + "jwt-keys")).path("keys").size();
        assertThat(made("jwt-keys/rotate", "{}").path("kid").isTextual()).isTrue();
        assertThat(told(broker.get(AREA + "jwt-keys")).path("keys")).hasSize(before + 1);
    }

    @Test
    @DisplayName("D-11 hits, misses and the size of the cache are metrics, and so are verdicts on JWTs")
    void metrics() {
        String value = made("users/grace/tokens", "{}").path("token").textValue();
        for (int i = 0; i < 5; i++) {
            assertThat(lookup(value).path("isValid").booleanValue()).isTrue();
        }
        told(broker.post("/api/v1/validate/jwt", "{\"provider\":\"jeton\",\"token\":\"a.b.c\"}"));
        // Whoever counts must not be collected.
        System.gc();
        String metrics = broker.stranger().get("/metrics").body();
        assertThat(metrics)
                .containsPattern("jeton_cache_requests_total\\{cache=\"values-near\",result=\"hit\"} [1-9]")
                .containsPattern("jeton_cache_requests_total\\{cache=\"values\",result=\"miss\"} [1-9]")
                .containsPattern("jeton_cache_values [1-9]")
                .containsPattern("jeton_jwt_validations_total\\{outcome=\"malformed\"} [1-9]");
    }

    @Test
    @DisplayName("D-11 a warm-up tells how many rows it brought, a clean-up how many it took away")
    void upkeep() {
        made("users/erin/tokens", "{}");
        assertThat(told(broker.post(AREA + "warm-up", "{\"userIds\":[\"erin\"]}"))
                        .path("rows")
                        .intValue())
                .isEqualTo(1);
        assertThat(told(broker.post(AREA + "clean-up", "{}")).path("removed").intValue())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users/alice/tokens|{\"ttl\":\"0s\"}|ttl",
                "users/alice/tokens|{\"ttl\":\"soon\"}|ttl",
                "users/alice/tokens|{\"ttl\":true}|ttl",
                "users/alice/tokens|{\"name\":\"\"}|name",
                "users/alice/tokens|{\"name\":7}|name",
                "users/alice/tokens|{\"actions\":\"token:read\"}|actions",
                "users/alice/tokens|{\"actions\":[1]}|actions",
                "users/alice/tokens|{\"actions\":[\"*x\"]}|actions",
                "users/alice/tokens|{\"actions\":[\"token:raed\"]}|token:read",
                "users/alice/tokens|{\"actions\":[\"token:read\",\"*\"]}|token:read",
                "users/a:b/tokens|{}|userId",
                "users/*/tokens|{}|userId",
                "users/%20/tokens|{}|userId",
                "users/..%2f/tokens|{}|userId",
                "users/alice/verification-tokens|{}|type",
                "users/alice/verification-tokens|{\"type\":\"fax\"}|type",
                "users/alice/verification-tokens|{\"type\":\"email\",\"ttl\":\"30d\"}|ttl",
                "verification-tokens/consume|{\"type\":\"email\"}|token",
                "tokens/lookup|{}|token",
                "sessions/refresh|{}|refreshToken",
                "warm-up|{}|userIds",
                "warm-up|{\"userIds\":[\"a b\"]}|userIds"
            })
    @DisplayName("81 82 84 what is wrong is refused by its name")
    void namesWhatIsWrong(String path, String json, String member) {
        HttpAnswer answer = broker.post(AREA + path, json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(LocalBroker.json(answer).path("detail").textValue()).contains(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "00000000-0000-4000-8000-000000000000", "..", "*", "00000000-0000-4000-8000-00000000000A"})
    @DisplayName("an id that nothing has, and one that nothing can have, are absent alike")
    void absentIds(String id) {
        HttpAnswer answer = broker.get(AREA + "tokens/" + id);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(LocalBroker.json(answer).path("code").textValue()).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"token\":\"a.b.c\"}|provider",
                "{\"token\":\"a.b.c\",\"provider\":\"jeton\",\"region\":\"use1\"}|provider",
                "{\"token\":\"a.b.c\",\"provider\":\"nobody\"}|provider",
                "{\"token\":\"a.b.c\",\"region\":\"mars\"}|region",
                "{\"provider\":\"jeton\"}|token"
            })
    @DisplayName("B-17 a validation has to say whose the token is")
    void validationIsPrecise(String json, String member) {
        HttpAnswer answer = broker.post("/api/v1/validate/jwt", json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(LocalBroker.json(answer).path("detail").textValue()).startsWith(member);
    }

    @Test
    @DisplayName(
            "83 a JWT of ours is a caller where CALLERS_FILE says so; only an admin may make such a user's session, or such a token; who revokes its key ends it at once")
    void ownJwtsAsCallers(@TempDir Path directory) throws IOException {
        Path callers = Files.writeString(directory.resolve("callers.json"), """
                {"callers": [{"name": "robot", "issuer": "jeton", "claim": "sub", "value": "robot",
                              "actions": ["token:read"], "types": ["whatsapp"], "tenants": ["acme"]}]}
                """);
        Map<String, String> settings = Map.of(
                "ENCRYPTION_KEYS",
                KEY,
                "DATA_DIR",
                directory.resolve("data").toString(),
                "CALLERS_FILE",
                callers.toString());
        try (LocalBroker door = LocalBroker.start(settings)) {
            String keeper = LocalBroker.json(door.post(AREA + "users/keeper/tokens", "{\"actions\":[\"identity:*\"]}"))
                    .path("token")
                    .textValue();
            String[] asKeeper = {"Authorization", "Bearer " + keeper};
            assertThat(door.stranger()
                            .post(AREA + "users/alice/sessions", "{}", asKeeper)
                            .status())
                    .isEqualTo(201);
            assertThat(door.stranger()
                            .post(AREA + "users/robot/sessions", "{}", asKeeper)
                            .status())
                    .isEqualTo(403);
            assertThat(door.stranger()
                            .post(AREA + "users/keeper/tokens", "{\"actions\":[\"admin\"]}", asKeeper)
                            .status())
                    .isEqualTo(403);

            String jwt = LocalBroker.json(door.post(AREA + "users/robot/sessions", "{}"))
                    .path("accessToken")
                    .textValue();
            String[] asRobot = {"Authorization", "Bearer " + jwt};
            String acme = "{\"tenantId\":\"acme\",\"type\":\"whatsapp\"}";
            assertThat(door.stranger().post("/api/v1/token", acme, asRobot).status())
                    .isEqualTo(200);
            assertThat(door.stranger()
                            .post("/api/v1/token", acme.replace("acme", "globex"), asRobot)
                            .status())
                    .isEqualTo(403);
            assertThat(door.stranger().get(AREA + "users/alice/tokens", asRobot).status())
                    .isEqualTo(403);

            String kid = LocalBroker.json(door.get(AREA + "jwt-keys"))
                    .at("/keys/0/kid")
                    .textValue();
            assertThat(door.send("DELETE", AREA + "jwt-keys/" + kid).status()).isEqualTo(200);
            assertThat(door.stranger().post("/api/v1/token", acme, asRobot).status())
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName(
            "83 a session whose user became a caller since it began is refreshed for an admin only, and not spent before")
    void sessionsOfCallersToBe(@TempDir Path directory) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "ENCRYPTION_KEYS", KEY, "DATA_DIR", directory.resolve("data").toString()));
        String refresh;
        String[] asKeeper;
        try (LocalBroker door = LocalBroker.start(settings)) {
            refresh = refreshing(door.post(AREA + "users/robot/sessions", "{}"));
            asKeeper = new String[] {
                "Authorization",
                "Bearer "
                        + LocalBroker.json(door.post(AREA + "users/keeper/tokens", "{\"actions\":[\"identity:*\"]}"))
                                .path("token")
                                .textValue()
            };
            HttpAnswer refreshed = door.stranger().post(AREA + "sessions/refresh", refresh, asKeeper);
            assertThat(refreshed.status()).as(refreshed.text()).isEqualTo(200);
            refresh = refreshing(refreshed);
        }
        Path callers = Files.writeString(directory.resolve("callers.json"), """
                {"callers": [{"name": "robot", "issuer": "jeton", "value": "robot",
                              "actions": ["token:read"], "types": ["whatsapp"], "tenants": ["acme"]}]}
                """);
        settings.put("CALLERS_FILE", callers.toString());
        try (LocalBroker door = LocalBroker.start(settings)) {
            assertThat(door.stranger()
                            .post(AREA + "sessions/refresh", refresh, asKeeper)
                            .status())
                    .isEqualTo(403);
            HttpAnswer byService = door.post(AREA + "sessions/refresh", refresh);
            assertThat(byService.status()).as(byService.text()).isEqualTo(200);
        }
    }

    private static String refreshing(HttpAnswer tokens) {
        return "{\"refreshToken\":\""
                + LocalBroker.json(tokens).path("refreshToken").textValue() + "\"}";
    }

    static Stream<Map<String, String>> incomplete() {
        return Stream.of(
                Map.of(),
                Map.of("ENCRYPTION_KEYS", "off", "DATA_DIR", data.resolve("off").toString()));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    @DisplayName("without a database, or keys that seal what is in it, the routes of identity say what is missing")
    void withoutDatabaseOrKeys(Map<String, String> settings) {
        try (LocalBroker bare = LocalBroker.start(settings)) {
            HttpAnswer answer = bare.get(AREA + "users/alice/tokens");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(LocalBroker.json(answer).path("code").textValue()).isEqualTo("STORE_UNAVAILABLE");
            assertThat(LocalBroker.json(answer).path("detail").textValue()).contains("ENCRYPTION_KEYS");
            assertThat(bare.stranger().get("/.well-known/jwks.json").status()).isEqualTo(503);
        }
    }
}
