package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EncryptionTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final String OLD_KEY = newKey();
    private static final String NEW_KEY = newKey();

    private static final List<Broker> OLD = SCENE.brokers(2, Scene.sharing(REDIS.uri(), OLD_KEY));
    private static final Broker ROTATING = SCENE.broker(Scene.sharing(REDIS.uri(), NEW_KEY + "," + OLD_KEY));
    private static final Broker ROTATED = SCENE.broker(Scene.sharing(REDIS.uri(), NEW_KEY));

    /** As an operator gets one; from now on it is looked for where it must not be. */
    private static String newKey() {
        List<String> command = Product.jar("keys", "generate");
        try (ChildProcess generate = ChildProcess.start(command, Map.of(), Product.ROOT)) {
            assertThat(generate.awaitExit(Broker.PATIENCE)).isZero();
            String key = generate.output().getFirst();
            SCENE.canaries().register("encryption key", key.substring(key.indexOf(':') + 1));
            return key;
        }
    }

    private static String idOf(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    private static int exchanges(String tenant) {
        return SCENE.simulator().ledger().count(Service.GENESYS, tenant);
    }

    private static String stored(String tenant) {
        return String.valueOf(REDIS.command("GET", "auth:token:genesys:" + tenant));
    }

    /** The token and where it came from. */
    private static List<String> asked(Broker broker, String tenant) {
        JsonNode answer = Answers.token(broker.token(tenant));
        return List.of(
                answer.get("fingerprint").textValue(), answer.get("source").textValue());
    }

    @Test
    @DisplayName("I6 95 processes with the same keys share a token, and nobody can read it in Redis")
    void shared() {
        SCENE.genesys("shared");
        HttpAnswer fresh = OLD.getFirst().token("shared");
        String token = Answers.token(fresh).get("accessToken").textValue();
        SCENE.canaries().register("access token", token);

        assertThat(asked(OLD.getLast(), "shared")).containsExactly(Answers.fingerprint(fresh), "cache");
        assertThat(exchanges("shared")).isEqualTo(1);
        assertThat(stored("shared")).startsWith("{\"v\":1,\"kid\":\"" + idOf(OLD_KEY) + "\",\"iv\":\"");
        nothingInRedisCanBeRead();
    }

    private static void nothingInRedisCanBeRead() {
        List<?> names = REDIS.command("KEYS", "*") instanceof List<?> found ? found : List.of();
        assertThat(names).isNotEmpty();
        for (Object name : names) {
            SCENE.canaries().assertNoneIn("Redis", name + " " + REDIS.command("GET", String.valueOf(name)));
        }
    }

    @Test
    @DisplayName("99 a process with other keys buys a token of its own in place of what it cannot read")
    void otherKeys() {
        SCENE.genesys("foreign");
        String theirs = asked(OLD.getFirst(), "foreign").getFirst();

        List<String> ours = asked(ROTATED, "foreign");

        assertThat(ours).doesNotContain(theirs).contains("fresh");
        assertThat(asked(ROTATED, "foreign")).containsExactly(ours.getFirst(), "cache");
        assertThat(exchanges("foreign")).isEqualTo(2);
        assertThat(stored("foreign")).contains("\"kid\":\"" + idOf(NEW_KEY) + "\"");
        assertThat(String.join("\n", ROTATED.process().output()))
                .contains("unreadable cache entry treated as absent key=genesys:foreign reason=unknown key id");
        assertThat(ROTATED.get("/metrics").body()).contains("jeton_cache_unreadable_total{provider=\"genesys\"}");
    }

    @Test
    @DisplayName("50 51 a process meets changed and exchanged values with a token of the right tenant")
    void tampered() {
        SCENE.genesys("victim");
        SCENE.genesys("attacker");
        String others = asked(OLD.getFirst(), "attacker").getFirst();
        String before = asked(OLD.getFirst(), "victim").getFirst();

        REDIS.command("COPY", "auth:token:genesys:attacker", "auth:token:genesys:victim", "REPLACE");
        String after = asked(OLD.getLast(), "victim").getFirst();

        assertThat(after).isNotEqualTo(others).isNotEqualTo(before);
        assertThat(exchanges("victim")).isEqualTo(2);
        REDIS.command("SETRANGE", "auth:token:genesys:victim", "100", "~");
        assertThat(asked(OLD.getLast(), "victim")).contains("fresh");
        assertThat(exchanges("victim")).isEqualTo(3);
    }

    @Test
    @DisplayName("98 under load the new key comes in front and the old one goes, and no caller meets a failure")
    void rotation() {
        SCENE.genesys("old");
        SCENE.genesys("new");
        String old = asked(OLD.getFirst(), "old").getFirst();
        try (Load before = Load.on(OLD.getFirst(), "old");
                Load during = Load.on(ROTATING, "old")) {
            before.awaitAnswers(50);
            during.awaitAnswers(50);
            assertThat(asked(ROTATING, "old")).containsExactly(old, "cache");
            assertThat(exchanges("old")).isEqualTo(1);
            assertThat(before.failures()).isEmpty();
            assertThat(during.failures()).isEmpty();
        }

        String sealedAnew = asked(ROTATING, "new").getFirst();
        assertThat(stored("new")).contains("\"kid\":\"" + idOf(NEW_KEY) + "\"");
        try (Load after = Load.on(ROTATED, "old");
                Load meanwhile = Load.on(ROTATING, "old")) {
            after.awaitAnswers(50);
            meanwhile.awaitAnswers(50);
            assertThat(asked(ROTATED, "new")).containsExactly(sealedAnew, "cache");
            assertThat(exchanges("new")).isEqualTo(1);
            assertThat(exchanges("old")).isEqualTo(2);
            assertThat(after.failures()).isEmpty();
            assertThat(meanwhile.failures()).isEmpty();
        }
    }
}
