package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Spend;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.process.Scratch;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a connection, from outside. */
@Execution(ExecutionMode.CONCURRENT)
final class ConnectionsTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Rotating ROTATING = new Rotating(SCENE);

    private static Map<String, String> told(GrantKeep keep, String tenant, String refreshToken, String directory) {
        return Rotating.settings(
                keep, Map.of("QONTAK_TENANT", tenant, "QONTAK_REFRESH_TOKEN", refreshToken, "DATA_DIR", directory));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C-02 C-06 C-07 a connection comes from the environment, and a restart takes nothing of it back")
    void seeded(Store store) {
        String tenant = "seeded-" + store.name().toLowerCase(Locale.ROOT);
        try (GrantKeep keep = store.open()) {
            seeded(keep, tenant);
        }
    }

    @Test
    @DisplayName("C-03 C-06 C-07 the same with the refresh token in a file")
    void seededInAFile() {
        seeded(new GrantKeep.Environment("seeded-env"), "seeded-env");
    }

    private static void seeded(GrantKeep keep, String tenant) {
        String directory = Scratch.directory("data").toString();
        Map<String, String> first = told(keep, tenant, ROTATING.consent(tenant), directory);
        try (Broker broker = SCENE.broker(first)) {
            String token = Answers.fingerprint(ROTATING.settled(broker, tenant));
            assertThat(Answers.fingerprint(ROTATING.ask(broker, tenant))).isEqualTo(token);
            assertThat(ROTATING.provider().count(tenant)).isEqualTo(1);
            assertThat(ROTATING.refreshed(broker, tenant).status()).isEqualTo(200);
        }
        try (Broker restarted = SCENE.broker(first)) {
            assertThat(ROTATING.settled(restarted, tenant).status()).isEqualTo(200);
            assertThat(ROTATING.refreshed(restarted, tenant).status()).isEqualTo(200);
            assertThat(ROTATING.provider().doubleSpends(tenant)).isZero();
            counted(restarted, "jeton_connections{provider=\"qontak\",state=\"active\"} 1.0");
            ROTATING.provider().disconnect(tenant);
            dies(restarted, tenant, keep);
        }
        try (Broker reconnected = SCENE.broker(told(keep, tenant, ROTATING.consent(tenant), directory))) {
            Eventually.passes(
                    Broker.PATIENCE,
                    () -> assertThat(ROTATING.force(reconnected, tenant).status())
                            .isEqualTo(200));
            assertThat(last(tenant).family()).isEqualTo(ROTATING.family(tenant).id());
        }
    }

    private static Spend last(String tenant) {
        return ROTATING.provider().spends(tenant).getLast();
    }

    /** What is valid is served, a new token is not to be had, and nobody tries again. */
    private static void dies(Broker broker, String tenant, GrantKeep keep) {
        Answers.problem(ROTATING.refreshed(broker, tenant), 409, "REAUTHORIZATION_REQUIRED");
        if (keep instanceof GrantKeep.Environment) {
            // The file does not tell which token it began with, so the one in the environment is tried once more.
            return;
        }
        int spends = ROTATING.provider().count(tenant);
        Answers.problem(ROTATING.force(broker, tenant), 409, "REAUTHORIZATION_REQUIRED");
        assertThat(ROTATING.ask(broker, tenant).status()).isEqualTo(200);
        assertThat(ROTATING.provider().count(tenant)).isEqualTo(spends);
        assertThat(Answers.json(broker.connection(tenant)).path("state").textValue())
                .isEqualTo("reauthorization_required");
        counted(broker, "jeton_refresh_failures_total{provider=\"qontak\",reason=\"reauthorization_required\"}");
    }

    private static void counted(Broker broker, String line) {
        Eventually.passes(
                Broker.PATIENCE, () -> assertThat(broker.get("/metrics").body()).contains(line));
    }

    @Test
    @DisplayName("C-06 another token in the environment does not replace a connection that lives")
    void livingStays() {
        String tenant = "living";
        GrantKeep keep = new GrantKeep.Sqlite();
        String directory = Scratch.directory("data").toString();
        try (Broker broker = SCENE.broker(told(keep, tenant, ROTATING.consent(tenant), directory))) {
            assertThat(ROTATING.settled(broker, tenant).status()).isEqualTo(200);
        }
        long family = last(tenant).family();
        try (Broker broker = SCENE.broker(told(keep, tenant, ROTATING.consent(tenant), directory))) {
            assertThat(ROTATING.refreshed(broker, tenant).status()).isEqualTo(200);
        }
        assertThat(last(tenant).family()).isEqualTo(family);
        assertThat(ROTATING.provider().spends(tenant)).hasSize(2);
    }

    @Test
    @DisplayName("C-04 C-13 another program reads and writes the connections in Redis, each under its own prefix")
    void otherPrograms() {
        String token = ROTATING.consent("default");
        String another = ROTATING.consent("acme");
        try (GrantKeep.Redis keep = GrantKeep.Redis.start()) {
            Map<String, String> settings = new HashMap<>(
                    Rotating.settings(keep, Map.of("QONTAK_REFRESH_TOKEN", token, "REDIS_KEY_PREFIX", "theirs:")));
            try (Broker broker = SCENE.broker(settings)) {
                HttpAnswer answer = ROTATING.settled(broker, "default");

                JsonNode read = json(keep, "theirs:_default");
                assertThat(read.path("access_token").textValue())
                        .isEqualTo(Answers.token(answer).path("accessToken").textValue());
                assertThat(read.path("refresh_token").textValue()).isNotBlank().isNotEqualTo(token);
                assertThat(read.path("expires_at").isMissingNode()).isFalse();
                assertThat(keep.server().command("TTL", "theirs:_default")).isEqualTo(-1L);

                keep.server().command("SET", "theirs:acme", "{\"refresh_token\":\"" + another + "\"}");
                assertThat(ROTATING.settled(broker, "acme").status()).isEqualTo(200);
                assertThat(json(keep, "theirs:acme").path("refresh_token").textValue())
                        .isNotEqualTo(another);
                assertThat(keep.server().command("KEYS", "qontak:tokens:*")).isEqualTo(List.of());
            }
        }
    }

    private static JsonNode json(GrantKeep.Redis keep, String key) {
        return Answers.json(
                new HttpAnswer(200, Map.of(), String.valueOf(keep.server().command("GET", key))));
    }

    @Test
    @DisplayName("C-08 C-11 connections are listed and shown without a secret; who has none is told so")
    void shown() {
        String tenant = "shown";
        try (Broker broker = SCENE.broker(Rotating.settings(new GrantKeep.Sqlite(), Map.of()))) {
            Answers.problem(broker.connection(tenant), 404, "CREDENTIALS_NOT_FOUND");
            ROTATING.connect(broker, tenant);
            JsonNode token = Answers.token(ROTATING.settled(broker, tenant));

            HttpAnswer shown = broker.connection(tenant);
            HttpAnswer list = broker.getAsCaller("/api/v1/connections");

            assertThat(Answers.json(shown).path("state").textValue()).isEqualTo("active");
            assertThat(Answers.json(shown).path("generation").longValue()).isEqualTo(2);
            assertThat(Answers.json(shown).path("fingerprint").textValue())
                    .isEqualTo(token.path("fingerprint").textValue());
            assertThat(Answers.json(shown).path("expiresAt").textValue()).isNotBlank();
            assertThat(Answers.json(shown).path("lastError").isNull()).isTrue();
            assertThat(Answers.json(list).path("connections"))
                    .hasSize(1)
                    .first()
                    .isEqualTo(Answers.json(shown));
            SCENE.canaries().assertNoneIn("a connection", shown.text());
            SCENE.canaries().assertNoneIn("the list of connections", list.text());
        }
    }
}
