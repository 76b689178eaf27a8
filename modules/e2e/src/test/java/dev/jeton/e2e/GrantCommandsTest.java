package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.QontakClient;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.server.PostgresProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GrantCommandsTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String KEY = Commands.newKey(SCENE);

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    @AutoClose
    private static final PostgresProcess POSTGRES = PostgresProcess.start();

    private static String connect(String tenant) {
        return SCENE.simulator().qontak().connect(tenant);
    }

    private static String fingerprint(Broker broker, String tenant) {
        return Answers.fingerprint(broker.token(tenant, "qontak", ""));
    }

    private static void notConnected(Broker broker, String tenant) {
        HttpAnswer answer = broker.token(tenant, "qontak", "");
        assertThat(Answers.problem(answer, 404, "CREDENTIALS_NOT_FOUND")).isNotNull();
    }

    @Test
    @DisplayName("C-06 C-11 over SQLite a connection is imported before the start, and by the running broker after it")
    void sqlite() {
        Commands here = new Commands(SCENE, Commands.storing(SCENE, KEY, Map.of()));
        String whose = " --type qontak --tenant lite";
        assertThat(here.runPiped(connect("lite"), "grant import" + whose)).endsWith("qontak:lite is connected");

        Broker broker = SCENE.broker(here.settings());
        String there = whose + " --broker " + broker.url();
        String first = fingerprint(broker, "lite");
        assertThat(here.run("grant show" + whose))
                .startsWith("1 ")
                .contains(" is in use by a running broker; have that broker do it with --broker URL");
        assertThat(here.run("keys reencrypt"))
                .startsWith("1 ")
                .contains(" is in use by a running broker; stop it first");
        assertThat(here.run("grant show --json" + there))
                .startsWith("0 ")
                .contains("\"state\":\"active\",\"generation\":2,", "\"fingerprint\":\"" + first + "\"");
        assertThat(here.runWith(connect("lite"), "grant import" + there))
                .startsWith("1 ")
                .contains("grant replace");
        assertThat(here.runWith(connect("lite"), "grant replace" + there)).startsWith("0 ");
        assertThat(fingerprint(broker, "lite")).isNotEqualTo(first);
        assertThat(here.run("grant list --broker " + broker.url()))
                .startsWith("0 TYPE")
                .contains("qontak  lite");
        assertThat(here.run("grant forget" + there)).startsWith("0 ");
        notConnected(broker, "lite");
        assertThat(here.run("grant show" + there)).isEqualTo("1 jeton: qontak:lite is not connected");
    }

    @Test
    @DisplayName(
            "C-06 C-11 over PostgreSQL the store is changed beside a running broker, and no old token is served from Redis")
    void postgres() {
        Map<String, String> more = new HashMap<>(Scene.sharing(REDIS.uri(), KEY));
        more.put("DATABASE_URL", POSTGRES.createDatabase());
        more.put("DATABASE_USER", POSTGRES.user());
        more.put("DATABASE_PASSWORD", POSTGRES.password());
        Commands here = new Commands(SCENE, Commands.storing(SCENE, KEY, more));
        Broker broker = SCENE.broker(here.settings());
        String whose = " --type qontak --tenant post";
        SCENE.simulator().qontak().register(QontakClient.invented("post"));
        notConnected(broker, "post");

        assertThat(here.runWith(connect("post"), "grant import" + whose)).startsWith("0 ");
        // The broker remembers the absence for a moment, and nobody has told it.
        Eventually.isTrue(
                "the broker looks again",
                Duration.ofSeconds(10),
                () -> broker.token("post", "qontak", "").status() == 200);
        String first = fingerprint(broker, "post");
        assertThat(REDIS.command("EXISTS", "auth:token:qontak:post")).isEqualTo(1L);
        assertThat(here.run("grant show" + whose)).startsWith("0 TYPE").contains("  active  2  ", first);
        assertThat(here.runWith(connect("post"), "grant replace" + whose)).startsWith("0 ");
        assertThat(fingerprint(broker, "post")).isNotEqualTo(first);
        assertThat(here.run("grant forget" + whose)).startsWith("0 ");
        notConnected(broker, "post");
    }

    @Test
    @DisplayName(
            "credentials are put into a running broker and used; a wrong secret and a wrong address are a sentence")
    void credentials() {
        Commands here = new Commands(SCENE, Commands.storing(SCENE, KEY, Map.of()));
        Broker broker = SCENE.broker(here.settings());
        String there = " --type genesys --tenant kept --broker " + broker.url();
        String json =
                "{\"clientId\":\"kept\",\"clientSecret\":\"" + SCENE.canaries().secret("kept") + "\"}";

        assertThat(here.runPiped(json, "credentials put" + there)).startsWith("0 ");
        assertThat(here.run("credentials show" + there))
                .startsWith("0 TYPE")
                .contains("genesys  kept    ", "clientSecret");
        assertThat(here.run("credentials list --json --broker " + broker.url()))
                .isEqualTo("0 {\"credentials\":[{\"type\":\"genesys\",\"tenantId\":\"kept\"}]}");
        assertThat(here.run("credentials delete" + there)).startsWith("0 ");

        Map<String, String> wrong = new HashMap<>(here.settings());
        wrong.put("INTERNAL_SERVICE_SECRET", SCENE.canaries().secret("another"));
        assertThat(new Commands(SCENE, wrong).run("credentials list --broker " + broker.url()))
                .startsWith("1 jeton: the broker says: ")
                .endsWith("(UNAUTHENTICATED)");
        assertThat(here.run("credentials list --broker http://127.0.0.1:1"))
                .isEqualTo("1 jeton: http://127.0.0.1:1 cannot be reached: Connect");
    }
}
