package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LostHolderTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final List<Broker> BROKERS = SCENE.brokers(3, settings());
    private static final Broker SURVIVOR = BROKERS.getLast();

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Scene.sharing(REDIS.uri()));
        settings.put("LOCK_LEASE", LEASE.toSeconds() + "s");
        settings.put("OAUTH_TIMEOUT", "2500ms");
        return settings;
    }

    private static Duration timeOfSurvivor(String tenant) {
        Instant asked = Instant.now();
        assertThat(SURVIVOR.token(tenant).status()).isEqualTo(200);
        return Duration.between(asked, Instant.now());
    }

    private static int exchanges(String tenant) {
        return SCENE.simulator().ledger().count(Service.GENESYS, tenant);
    }

    @Test
    @DisplayName("B-07 the holder of the lock is killed: the other process serves when the lease has run out")
    void killed() throws InterruptedException {
        Broker holder = BROKERS.get(0);
        CompletableFuture<HttpAnswer> lost = SCENE.asking(holder, "killed", new Fault.Hang());
        holder.process().signal("KILL");

        assertThat(timeOfSurvivor("killed")).isLessThan(LEASE.plus(SLACK));
        assertThat(exchanges("killed")).isEqualTo(2);
        assertThat(lost).failsWithin(Broker.PATIENCE);
        assertThat(REDIS.command("EXISTS", "auth:lock:genesys:killed")).isEqualTo(0L);
    }

    @Test
    @DisplayName(
            "B-07 21 the holder of the lock is stopped past its lease: the other serves, and both agree afterwards")
    void stopped() throws InterruptedException {
        Broker holder = BROKERS.get(1);
        CompletableFuture<HttpAnswer> late = SCENE.asking(holder, "stopped", new Fault.Hang());
        holder.process().signal("STOP");
        Duration waited = timeOfSurvivor("stopped");
        String token = Answers.fingerprint(SURVIVOR.token("stopped"));
        holder.process().signal("CONT");

        assertThat(waited).isLessThan(LEASE.plus(SLACK));
        assertThat(late.join().status()).isIn(200, 502, 503, 504);
        Eventually.passes(
                Broker.PATIENCE,
                () -> assertThat(List.of(
                                Answers.fingerprint(holder.token("stopped")),
                                Answers.fingerprint(SURVIVOR.token("stopped"))))
                        .containsOnly(token));
        assertThat(exchanges("stopped")).isEqualTo(2);
    }
}
