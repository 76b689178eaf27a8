package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes with near caches in front of one Redis: as quick as their own memory, and of one mind. */
final class CoherenceTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final Duration NEAR_TTL = Duration.ofMinutes(10);
    private static final List<Broker> BROKERS = SCENE.brokers(2, settings());
    private static final Broker ONE = BROKERS.getFirst();
    private static final Broker OTHER = BROKERS.getLast();
    private static final int HITS = 2_000;
    private static final int ROUNDS = 150;

    /** Longer than any test: only what is told by Redis ends belief here. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Scene.sharing(REDIS.uri()));
        settings.put("NEAR_CACHE_TTL", NEAR_TTL.toSeconds() + "s");
        return settings;
    }

    private static String near(Broker broker, String tenant) {
        double before = nearAnswers(broker);
        String token = Answers.fingerprint(broker.token(tenant));
        Eventually.isTrue("answered from near", Broker.PATIENCE, () -> {
            assertThat(broker.token(tenant).status()).isEqualTo(200);
            return nearAnswers(broker) > before;
        });
        return token;
    }

    private static double nearAnswers(Broker broker) {
        return broker.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("jeton_token_requests_total") && line.contains("source=\"near\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** How often Redis was asked for a token, by its own account. */
    private static long readings() {
        String stats = String.valueOf(REDIS.command("INFO", "commandstats"));
        return stats.lines()
                .filter(line -> line.startsWith("cmdstat_getrange:calls="))
                .map(line -> line.substring("cmdstat_getrange:calls=".length(), line.indexOf(',')))
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    @DisplayName("a hit in the near cache costs Redis nothing, by its own account")
    void noRoundTrip() {
        SCENE.genesys("near");
        near(ONE, "near");
        long before = readings();

        for (int hit = 0; hit < HITS; hit++) {
            assertThat(ONE.token("near").status()).isEqualTo(200);
        }

        System.out.println("near: " + HITS + " hits, " + (readings() - before) + " readings of Redis");
        assertThat(readings()).isEqualTo(before);
    }

    @Test
    @DisplayName("an operator's DEL is obeyed by every near cache, long before its time to live is over")
    void operatorDeletes() {
        SCENE.genesys("operator");
        String old = near(ONE, "operator");
        assertThat(near(OTHER, "operator")).isEqualTo(old);

        assertThat(REDIS.command("DEL", "auth:token:genesys:operator")).isEqualTo(1L);

        for (Broker broker : BROKERS) {
            Eventually.isTrue(
                    "obeyed",
                    Duration.ofSeconds(5),
                    () -> !Answers.fingerprint(broker.token("operator")).equals(old));
        }
        assertThat(SCENE.simulator().ledger().count(Service.GENESYS, "operator"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("B-09 what one process invalidated is not served by another, its watch killed again and again")
    void invalidatedUnderKills() {
        SCENE.genesys("killed");
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService killer = Executors.newVirtualThreadPerTaskExecutor()) {
            killer.execute(() -> {
                while (!over.get()) {
                    REDIS.command("CLIENT", "KILL", "TYPE", "pubsub");
                    Eventually.isTrue(
                            "heard again", Broker.PATIENCE, () -> over.get() || OTHER.metric("jeton_watch_live") > 0);
                }
            });
            int stale = 0;
            for (int round = 0; round < ROUNDS; round++) {
                String old = Answers.fingerprint(OTHER.token("killed"));
                assertThat(ONE.invalidate("killed", "genesys", "").status()).isEqualTo(200);
                stale += Answers.fingerprint(OTHER.token("killed")).equals(old) ? 1 : 0;
            }
            over.set(true);
            System.out.println("coherence: " + ROUNDS + " checked, " + stale + " violated");
            assertThat(stale).isZero();
        }
    }
}
