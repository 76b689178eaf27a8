package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisClusterProcess;
import dev.jeton.testkit.server.RedisSentinelGroup;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TopologyTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @DisplayName("42 two processes behind sentinels share tokens, and go on sharing them when the master is killed")
    void sentinels() {
        try (RedisSentinelGroup group = sentinelGroup()) {
            List<Broker> brokers = SCENE.brokers(2, sharing(group.url()));
            SCENE.genesys("before");
            SCENE.genesys("after");
            assertShared(brokers, "before");

            try (Load load = Load.on(brokers.getFirst(), "before")) {
                load.awaitAnswers(50);
                group.servers().getFirst().kill();
                load.awaitAnswers(50);
                brokers.forEach(broker -> awaitHealth(broker, "healthy"));
                assertThat(load.failures()).isEmpty();
            }
            assertShared(brokers, "after");
        }
    }

    @Test
    @DisplayName(
            "43 of a cluster of three one master is killed: tenants elsewhere go on sharing, /health counts the nodes")
    void cluster() {
        try (RedisClusterProcess cluster = clusterOfThree()) {
            List<Broker> brokers = SCENE.brokers(2, sharing(cluster.url()));
            List<String> others = awayFromTheFirst(cluster);
            others.forEach(SCENE::genesys);
            assertShared(brokers, others.getFirst());

            try (Load load = Load.on(brokers.getFirst(), others.getFirst())) {
                load.awaitAnswers(50);
                cluster.masters().getFirst().kill();
                brokers.forEach(broker -> awaitHealth(broker, "degraded"));
                load.awaitAnswers(50);
                assertThat(load.failures()).isEmpty();
            }
            JsonNode redis = health(brokers.getFirst()).at("/dependencies/redis");
            assertThat(redis.get("status").textValue()).isEqualTo("up");
            assertThat(redis.at("/nodes/up").intValue()).isEqualTo(2);
            assertThat(redis.at("/nodes/down").intValue()).isEqualTo(1);
            assertShared(brokers, others.getLast());

            cluster.masters().getFirst().restart();
            brokers.forEach(broker -> awaitHealth(broker, "healthy"));
        }
    }

    /** Without the near cache, so that every answer tells of Redis. */
    private static Map<String, String> sharing(String url) {
        return Map.of("REDIS_URL", url, "ENCRYPTION_KEYS", "off", "NEAR_CACHE_SIZE", "0");
    }

    private static RedisSentinelGroup sentinelGroup() {
        synchronized (Scene.STARTING) {
            return RedisSentinelGroup.start(1);
        }
    }

    private static RedisClusterProcess clusterOfThree() {
        synchronized (Scene.STARTING) {
            return RedisClusterProcess.start(3, 0);
        }
    }

    /** Two tenants whose keys are not on the first master. */
    private static List<String> awayFromTheFirst(RedisClusterProcess cluster) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "elsewhere-" + i)
                .filter(tenant -> cluster.masterOf("auth:token:genesys:" + tenant) != 0)
                .filter(tenant -> cluster.masterOf("auth:lock:genesys:" + tenant) != 0)
                .limit(2)
                .toList();
    }

    /** Eventually, for on a busy machine an answer of Redis may come after the timeout, and then each goes on alone. */
    private static void assertShared(List<Broker> brokers, String tenant) {
        Eventually.passes(Broker.PATIENCE, () -> {
            List<JsonNode> answers = brokers.stream()
                    .map(broker -> Answers.token(broker.token(tenant)))
                    .toList();
            assertThat(answers).noneMatch(answer -> answer.has("degraded"));
            assertThat(answers.stream()
                            .map(answer -> answer.get("fingerprint").textValue())
                            .distinct())
                    .hasSize(1);
        });
    }

    private static void awaitHealth(Broker broker, String status) {
        Eventually.isTrue(
                "health is " + status,
                Broker.PATIENCE,
                () -> health(broker).get("status").textValue().equals(status));
    }

    private static JsonNode health(Broker broker) {
        return Answers.json(broker.get("/health"));
    }
}
