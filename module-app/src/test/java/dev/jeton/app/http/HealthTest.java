package dev.jeton.app.http;

import static dev.jeton.app.http.LocalBroker.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.UnusableState;
import dev.jeton.testkit.http.HttpAnswer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class HealthTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    @Test
    @DisplayName("a broker in memory is healthy and depends on nothing")
    void healthyInMemory() {
        HttpAnswer answer = BROKER.stranger().get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        assertThat(json(answer).get("status").textValue()).isEqualTo("healthy");
        assertThat(json(answer).get("dependencies")).isEmpty();
        assertThat(json(answer).fieldNames()).toIterable().containsExactly("status", "dependencies");
    }

    @Test
    @DisplayName("B-10 without its Redis a broker is degraded, says so, and is ready all the same")
    void degradedIsReady() {
        try (StubbedApi api = StubbedApi.over(
                request -> {
                    throw new IllegalStateException("not asked");
                },
                new UnusableState(new LocalState(TimeSource.system())).breakDown())) {
            HttpAnswer answer = api.probe().get("/health");
            JsonNode redis = json(answer).at("/dependencies/redis");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(json(answer).get("status").textValue()).isEqualTo("degraded");
            assertThat(redis.get("status").textValue()).isEqualTo("down");
            assertThat(redis.has("latencyMs"))
                    .as("before the first ping that was answered")
                    .isFalse();
            assertThat(api.probe().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("43 with a part of a cluster away a broker is degraded, and says how many nodes are")
    void partlyAway() {
        try (StubbedApi api = StubbedApi.over(
                request -> {
                    throw new IllegalStateException("not asked");
                },
                new PartlyAway(new LocalState(TimeSource.system())))) {
            JsonNode health = json(api.probe().get("/health"));
            JsonNode redis = health.at("/dependencies/redis");

            assertThat(health.get("status").textValue()).isEqualTo("degraded");
            assertThat(redis.get("status").textValue()).isEqualTo("up");
            assertThat(redis.at("/nodes/up").intValue()).isEqualTo(2);
            assertThat(redis.at("/nodes/down").intValue()).isEqualTo(1);
            assertThat(api.probe().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("109 a process that stops is alive but not ready")
    void stoppingIsNotReady() {
        try (StubbedApi api = StubbedApi.answering(request -> {
            throw new IllegalStateException("not asked");
        })) {
            api.stopping();

            assertThat(api.probe().get("/health/live").status()).isEqualTo(200);
            assertThat(api.probe().get("/health/ready").status()).isEqualTo(503);
            assertThat(json(api.probe().get("/health")).get("status").textValue())
                    .isEqualTo("unhealthy");
        }
    }
}
