package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Service;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.http.HttpProbe;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service of the documentation that embeds the client, beside the packaged broker and a real Redis. */
final class ClientExampleTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @TempDir
    private static Path classes;

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = SCENE.broker();
        Example.CLIENT.compile(classes);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @DisplayName("the README quotes what a service needs")
    void quoted() throws IOException {
        Example.assertQuoted(Example.CLIENT.body("TokenClient tokens("));
        Example.assertQuoted(Example.CLIENT.body("AuthorizedHttpClient client("));
        Example.assertQuoted(Example.CLIENT.body("HttpResponse<byte[]> organization("));
    }

    @Test
    @DisplayName("A-01 A-05 A-07 on the module path it answers, heals a dead token, and goes on when Redis is killed")
    void onTheModulePath() {
        lives("module-path", Example.CLIENT.onModulePath(classes));
    }

    @Test
    @DisplayName("A-01 A-05 A-07 on the class path it answers, heals a dead token, and goes on when Redis is killed")
    void onTheClassPath() {
        lives("class-path", Example.CLIENT.onClassPath(classes));
    }

    private static void lives(String tenant, List<String> command) {
        SCENE.genesys(tenant);
        try (RedisProcess redis = Scene.redis();
                ChildProcess service = service(command, redis)) {
            HttpProbe probe = probe(service);

            answers(probe, tenant);
            assertThat(redis.command("EXISTS", "genesys:token:" + tenant)).isEqualTo(1L);
            answers(probe, tenant);
            assertThat(exchanges(tenant)).isEqualTo(1);

            SCENE.simulator().tokens().revokeAll(Service.GENESYS, tenant);
            answers(probe, tenant);
            assertThat(exchanges(tenant)).isEqualTo(2);

            redis.kill();
            answers(probe, tenant);
            assertThat(exchanges(tenant)).isEqualTo(2);

            SCENE.simulator().tokens().revokeAll(Service.GENESYS, tenant);
            answers(probe, tenant);
            assertThat(exchanges(tenant)).isEqualTo(3);

            assertThat(probe.get("/organizations/nobody-" + tenant).status()).isEqualTo(502);
            service.awaitLine("no token: .*", Broker.PATIENCE);
        }
    }

    private static ChildProcess service(List<String> command, RedisProcess redis) {
        return SCENE.process(
                command,
                Map.of(
                        "BROKER_URL", broker.url().toString(),
                        "BROKER_SECRET", SCENE.serviceSecret(),
                        "GENESYS_API_URL", SCENE.simulator().genesysApiUrl(),
                        "REDIS_URL", redis.uri().toString()));
    }

    private static HttpProbe probe(ChildProcess service) {
        URI url = URI.create(
                service.awaitLine("listening on (\\S+)", Broker.PATIENCE).group(1));
        return HttpProbe.at(url.getHost(), url.getPort());
    }

    private static void answers(HttpProbe probe, String tenant) {
        HttpAnswer answer = probe.get("/organizations/" + tenant);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Answers.json(answer).path("name").asText()).isEqualTo(tenant);
        SCENE.canaries().assertNoneIn("an answer of the service", answer.text());
    }

    private static int exchanges(String tenant) {
        return SCENE.simulator().ledger().count(Service.GENESYS, tenant);
    }
}
