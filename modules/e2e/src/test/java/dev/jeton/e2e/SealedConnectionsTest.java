package dev.jeton.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.process.Scratch;
import dev.jeton.testkit.secret.Canaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** With keys, nobody who reads a disk or a Redis reads a token; every token of the simulator is a canary. */
@Execution(ExecutionMode.CONCURRENT)
final class SealedConnectionsTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Rotating ROTATING = new Rotating(SCENE);

    private final Holds holds = new Holds();
    private final Path directory = Scratch.directory("data");

    private Map<String, String> settings(GrantKeep keep, String keys) {
        return Rotating.settings(keep, Map.of("DATA_DIR", directory.toString(), "ENCRYPTION_KEYS", keys));
    }

    private static String newKey() {
        byte[] key = new byte[32];
        ThreadLocalRandom.current().nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key);
        return "k1:" + SCENE.canaries().register("encryption key", text);
    }

    @Test
    @DisplayName("I6 95 no secret is in the SQLite file or beside it, living or killed")
    void sqlite() {
        refreshedAndKilled(settings(new GrantKeep.Sqlite(), newKey()), "sealed-sqlite");

        assertThat(searched(SCENE.canaries())).contains("jeton.db", "jeton.db-wal");
    }

    @Test
    @DisplayName("I6 95 the search finds what is stored as it is, on purpose")
    void unsealed() {
        refreshedAndKilled(settings(new GrantKeep.Sqlite(), "off"), "unsealed");

        assertThatThrownBy(() -> searched(new Canaries()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("jeton.db");
    }

    private void refreshedAndKilled(Map<String, String> settings, String tenant) {
        try (Broker broker = SCENE.broker(settings)) {
            ROTATING.connect(broker, tenant);
            assertThat(ROTATING.settled(broker, tenant).status()).isEqualTo(200);
            assertThat(ROTATING.refreshed(broker, tenant).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("I6 95 no secret is in Redis, nor in the journal of a process that was killed with the answer in it")
    void redisAndJournal() {
        String tenant = "sealed-redis";
        try (GrantKeep.Redis keep = GrantKeep.Redis.start();
                Broker broker = SCENE.broker(holds, settings(keep, newKey()))) {
            ROTATING.connect(broker, tenant);
            assertThat(ROTATING.settled(broker, tenant).status()).isEqualTo(200);
            Held held = new Held(ROTATING, broker, tenant, holds.hold(broker, tenant, "JOURNALED")).await();
            broker.close();

            assertThat(held.status()).isZero();
            assertThat(searched(SCENE.canaries())).anyMatch(name -> name.endsWith(".pending"));
            List<?> keys = keep.server().command("KEYS", "*") instanceof List<?> found ? found : List.of();
            assertThat(keys).isNotEmpty();
            for (Object key : keys) {
                String value = String.valueOf(keep.server().command("GET", String.valueOf(key)));
                SCENE.canaries().assertNoneIn("Redis", key + " " + value);
            }
        }
    }

    /** The names of all files in the data directory, each searched. */
    private List<String> searched(Canaries canaries) {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> files = tree.filter(Files::isRegularFile).toList();
            files.forEach(file -> canaries.assertNoneIn(file.toString(), bytes(file)));
            return files.stream().map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
