package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.server.PostgresProcess;
import dev.jeton.testkit.server.VaultFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What cannot be written down is not asked for. */
@Execution(ExecutionMode.CONCURRENT)
final class StoreAwayTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Rotating ROTATING = new Rotating(SCENE);

    /** Twice what a store is waited for, and a machine that does something else besides. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Something that happens to the world of a broker. */
    private interface Change {
        void of(Broker broker);
    }

    @Test
    @DisplayName("11 C-08 SQLite cannot write a byte more: no refresh is started, valid tokens are served")
    void sqlite() {
        away("sqlite", new GrantKeep.Sqlite(), StoreAwayTest::fillDisk, StoreAwayTest::clearDisk);
    }

    @Test
    @DisplayName("11 C-09 the journal cannot be written, the store can: no refresh is started")
    void journal() {
        away("journal", GrantKeep.Postgres.shared(), StoreAwayTest::fillDisk, StoreAwayTest::clearDisk);
    }

    @Test
    @DisplayName("C-08 PostgreSQL is killed: no refresh is started, valid tokens are served")
    void postgres() {
        try (PostgresProcess server = PostgresProcess.start()) {
            away("postgres", GrantKeep.Postgres.in(server), broker -> server.kill(), broker -> server.restart());
        }
    }

    @Test
    @DisplayName("C-08 Redis is killed: no refresh is started, valid tokens are served")
    void redis() {
        GrantKeep.Redis keep = GrantKeep.Redis.start();
        away(
                "redis",
                keep,
                broker -> keep.server().kill(),
                broker -> keep.server().restart());
    }

    @Test
    @DisplayName("C-08 Vault is sealed: no refresh is started, valid tokens are served")
    void vault() {
        GrantKeep.Vault keep = GrantKeep.Vault.start();
        away(
                "vault",
                keep,
                broker -> keep.server().everyAnswerIs(new VaultFault.Sealed()),
                broker -> keep.server().recover());
    }

    private static void away(String name, GrantKeep keep, Change away, Change back) {
        String holding = name + "-holding";
        String bare = name + "-bare";
        try (keep;
                Broker broker = SCENE.broker(Rotating.settings(keep, Map.of()))) {
            ROTATING.connect(broker, holding);
            ROTATING.connect(broker, bare);
            String token = Answers.fingerprint(ROTATING.settled(broker, holding));

            away.of(broker);
            assertThat(Answers.fingerprint(inTime(() -> ROTATING.ask(broker, holding))))
                    .isEqualTo(token);
            Answers.problem(inTime(() -> ROTATING.ask(broker, bare)), 503, "STORE_UNAVAILABLE");
            assertThat(inTime(() -> ROTATING.force(broker, holding)).status()).isEqualTo(503);
            assertThat(ROTATING.provider().count(holding)).isEqualTo(1);
            assertThat(ROTATING.provider().count(bare)).isZero();

            back.of(broker);
            Eventually.passes(LONGEST, () -> {
                assertThat(ROTATING.ask(broker, bare).status()).isEqualTo(200);
                assertThat(ROTATING.force(broker, holding).status()).isEqualTo(200);
            });
            assertThat(ROTATING.provider().doubleSpends(bare)).isZero();
            assertThat(ROTATING.provider().doubleSpends(holding)).isZero();
        }
    }

    private static HttpAnswer inTime(Supplier<HttpAnswer> asking) {
        Instant asked = Instant.now();
        HttpAnswer answer = asking.get();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(LONGEST);
        return answer;
    }

    /** No file of this process can grow any more, as on a disk that is full; whoever runs the test may be root. */
    private static void fillDisk(Broker broker) {
        limitFiles(broker, "0:");
    }

    private static void clearDisk(Broker broker) {
        limitFiles(broker, "unlimited:");
    }

    private static void limitFiles(Broker broker, String limit) {
        String pid = Long.toString(broker.process().pid());
        try (ChildProcess limiting = ChildProcess.start(List.of(
                "sh",
                "-c",
                "command -v prlimit > /dev/null || exit 127; prlimit --pid " + pid + " --fsize=" + limit))) {
            int exit = limiting.awaitExit(Broker.PATIENCE);
            assumeThat(exit).as("prlimit is there").isNotEqualTo(127);
            assertThat(exit).as(() -> String.join("\n", limiting.output())).isZero();
        }
    }
}
