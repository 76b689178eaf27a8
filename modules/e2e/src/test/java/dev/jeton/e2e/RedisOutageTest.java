package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RedisOutageTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    @AutoClose
    private static final FaultProxy PROXY = FaultProxy.inFrontOf(REDIS.host(), REDIS.port());

    private static final Broker BROKER =
            SCENE.broker(Map.of("REDIS_URL", "redis://" + PROXY.host() + ":" + PROXY.port(), "ENCRYPTION_KEYS", "off"));

    /** The default, with which this broker runs. */
    private static final Duration REDIS_TIMEOUT = Duration.ofMillis(250);

    /** An exchange with the simulator, and a machine that does something else besides. */
    private static final Duration EXCHANGE = Duration.ofMillis(1_500);

    private static final int LIMIT = 10;

    /** How a Redis can be gone. */
    enum Outage {
        KILLED,
        STOPPED,
        HALF_OPEN,
        REFUSED;

        void begin() {
            switch (this) {
                case KILLED -> REDIS.kill();
                case STOPPED -> REDIS.pause();
                case HALF_OPEN -> PROXY.set(new Fault.HalfOpen());
                case REFUSED -> PROXY.set(new Fault.Refuse());
            }
        }

        void end() {
            switch (this) {
                case KILLED -> REDIS.restart();
                case STOPPED -> REDIS.resume();
                case HALF_OPEN, REFUSED -> PROXY.heal();
            }
        }

        /** Another tenant for each outage. */
        String tenant(String kind) {
            String tenant = kind + "-" + name();
            SCENE.genesys(tenant);
            return tenant;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B-10 B-11 37 40 41 a Redis that goes under load costs nobody more than its timeout and an exchange")
    void outageUnderLoad(Outage outage) {
        String held = outage.tenant("held");
        String unheld = outage.tenant("unheld");
        String before = settled(held);

        try (Load load = Load.on(BROKER, held)) {
            load.awaitAnswers(50);
            outage.begin();
            try {
                load.awaitAnswers(200);
                Eventually.isTrue("health is degraded", Broker.PATIENCE, () -> health().equals("degraded"));
                assertThat(BROKER.metric("jeton_redis_up")).isZero();
                assertThat(BROKER.metric("jeton_degraded")).isEqualTo(1);
                assertThat(BROKER.get("/health/ready").status()).isEqualTo(200);
                heldTokensAreServed(held, before);
                theRestIsLimited(unheld);
            } finally {
                outage.end();
            }
            load.awaitAnswers(50);
            assertThat(load.slowest()).isLessThan(REDIS_TIMEOUT.plus(EXCHANGE));
            assertThat(load.failures()).isEmpty();
        }
        recovers(outage.tenant("after"));
    }

    /** The token that stands in Redis, once it does: a busy machine may miss the timeout without any outage. */
    private static String settled(String tenant) {
        return Eventually.present("a token from Redis", Broker.PATIENCE, () -> {
            JsonNode answer = Answers.token(BROKER.token(tenant));
            boolean shared =
                    !answer.has("degraded") && answer.get("source").textValue().equals("cache");
            return shared ? Optional.of(answer.get("fingerprint").textValue()) : Optional.empty();
        });
    }

    private static String health() {
        return Answers.json(BROKER.get("/health")).get("status").textValue();
    }

    /** Not at once: a Redis that is silent is found out by its health a moment before the watch over its keys finds out. */
    private static void heldTokensAreServed(String tenant, String fingerprint) {
        Eventually.passes(Broker.PATIENCE, () -> {
            JsonNode answer = Answers.token(BROKER.token(tenant));

            assertThat(answer.path("degraded").booleanValue()).isTrue();
            assertThat(answer.get("source").textValue()).isEqualTo("cache");
            assertThat(answer.get("fingerprint").textValue()).isEqualTo(fingerprint);
        });
    }

    private static void theRestIsLimited(String tenant) {
        String fingerprint = Answers.fingerprint(BROKER.token(tenant));
        for (int call = 2; call <= LIMIT; call++) {
            fingerprint = Answers.fingerprint(anotherThan(tenant, fingerprint));
        }
        JsonNode problem = Answers.problem(anotherThan(tenant, fingerprint), 503, "CACHE_UNAVAILABLE");

        assertThat(problem.get("retryAfterSeconds").longValue()).isPositive();
        assertThat(SCENE.simulator().ledger().count(Service.GENESYS, tenant)).isEqualTo(LIMIT);
        assertThat(Answers.fingerprint(BROKER.token(tenant))).isEqualTo(fingerprint);
    }

    private static HttpAnswer anotherThan(String tenant, String fingerprint) {
        return BROKER.token(tenant, "genesys", ",\"rejectedFingerprint\":\"" + fingerprint + "\"");
    }

    private static void recovers(String tenant) {
        Eventually.isTrue("health is back", Broker.PATIENCE, () -> health().equals("healthy"));
        Eventually.passes(
                Broker.PATIENCE,
                () -> assertThat(Answers.token(BROKER.token(tenant)).has("degraded"))
                        .isFalse());
        assertThat(REDIS.command("EXISTS", "auth:token:genesys:" + tenant)).isEqualTo(1L);
        assertThat(BROKER.metric("jeton_redis_up")).isEqualTo(1);
        Eventually.isTrue("changes are told", Broker.PATIENCE, () -> BROKER.metric("jeton_watch_live") == 1);
    }
}
