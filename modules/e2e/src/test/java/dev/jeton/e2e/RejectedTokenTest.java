package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RejectedTokenTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final List<Broker> BROKERS = SCENE.brokers(2, Scene.sharing(REDIS.uri()));
    private static final Broker ONE = BROKERS.getFirst();
    private static final Broker OTHER = BROKERS.getLast();

    /** Both processes have given this token out; from now on an exchange takes a while. */
    private static String known(String tenant) {
        SCENE.genesys(tenant);
        String token = Answers.fingerprint(ONE.token(tenant));
        assertThat(Answers.fingerprint(OTHER.token(tenant))).isEqualTo(token);
        SCENE.simulator().faults().set(Service.GENESYS, tenant, new Fault.Latency(Duration.ofMillis(300)));
        return token;
    }

    private static int exchanges(String tenant) {
        return SCENE.simulator().ledger().count(Service.GENESYS, tenant);
    }

    @Test
    @DisplayName(
            "B-08 B-09 34 two hundred reports of one rejected token make one exchange, and nobody is given it again")
    void stormOfReports() {
        String rejected = known("storm");

        List<String> given = Burst.of(
                        200,
                        caller -> Answers.fingerprint(BROKERS.get(caller % 2)
                                .token("storm", "genesys", ",\"rejectedFingerprint\":\"" + rejected + "\"")))
                .orFail();

        assertThat(given).doesNotContain(rejected).containsOnly(given.getFirst());
        assertThat(exchanges("storm")).isEqualTo(2);
    }

    @Test
    @DisplayName("B-08 33 a hundred forced requests of the same moment share one exchange")
    void forcedTogether() {
        String before = known("forced");
        Instant known = Instant.now();
        // A token that is younger than FORCE_REFRESH_MIN_INTERVAL is new enough for whoever forces.
        Eventually.isTrue(
                "the token is old enough", Broker.PATIENCE, () -> Instant.now().isAfter(known.plusMillis(1_100)));

        List<String> given = Burst.of(
                        100,
                        caller -> Answers.fingerprint(
                                BROKERS.get(caller % 2).token("forced", "genesys", ",\"forceRefresh\":true")))
                .orFail();

        assertThat(given).doesNotContain(before).containsOnly(given.getFirst());
        assertThat(exchanges("forced")).isEqualTo(2);
    }

    @Test
    @DisplayName("B-09 35 a late report on an old token leaves the new one alone")
    void lateReport() {
        String old = known("late");
        String current = Answers.fingerprint(ONE.token("late", "genesys", ",\"rejectedFingerprint\":\"" + old + "\""));

        assertThat(OTHER.invalidate("late", "genesys", ",\"fingerprint\":\"" + old + "\"")
                        .body())
                .contains("false");
        assertThat(Answers.fingerprint(OTHER.token("late", "genesys", ",\"rejectedFingerprint\":\"" + old + "\"")))
                .isEqualTo(current);
        assertThat(exchanges("late")).isEqualTo(2);
    }

    @Test
    @DisplayName("B-09 a token that one process invalidates is served by none")
    void invalidatedEverywhere() {
        String gone = known("gone");

        assertThat(ONE.invalidate("gone", "genesys", ",\"fingerprint\":\"" + gone + "\"")
                        .body())
                .contains("true");
        assertThat(ONE.invalidate("gone", "genesys", "").body()).contains("false");
        String next = Answers.fingerprint(OTHER.token("gone"));
        assertThat(next).isNotEqualTo(gone);
        assertThat(Answers.fingerprint(ONE.token("gone"))).isEqualTo(next);
        assertThat(exchanges("gone")).isEqualTo(2);
    }

    @Test
    @DisplayName("B-09 an operator who deletes a key is obeyed by every process")
    void operatorDeletes() {
        String deleted = known("deleted");

        assertThat(REDIS.command("DEL", "auth:token:genesys:deleted")).isEqualTo(1L);

        String next = Answers.fingerprint(OTHER.token("deleted"));
        assertThat(next).isNotEqualTo(deleted);
        assertThat(Answers.fingerprint(ONE.token("deleted"))).isEqualTo(next);
        assertThat(exchanges("deleted")).isEqualTo(2);
    }

    @Test
    @DisplayName("B-07 54 every key of ours ends by itself, and no lock is left")
    void keysEnd() {
        String token = known("ending");

        assertThat(token).hasSize(16);
        assertThat((Long) REDIS.command("TTL", "auth:token:genesys:ending")).isBetween(80_000L, 86_400L);
        assertThat(REDIS.command("EXISTS", "auth:lock:genesys:ending")).isEqualTo(0L);
    }
}
