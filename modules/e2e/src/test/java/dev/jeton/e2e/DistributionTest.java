package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The folder with a runtime of its own, as somebody has it who unpacked the archive elsewhere; {@code -Pdist} makes it. */
@Tag("distribution")
final class DistributionTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    @AutoClose
    private static final SharedStore POSTGRES = SharedStore.postgres();

    private static final Duration PATIENCE = Broker.PATIENCE;

    @TempDir
    static Path elsewhere;

    private static Path home = elsewhere;

    @BeforeAll
    static void unpack() throws Exception {
        Path made = Product.distribution();
        home = elsewhere.resolve(made.getFileName());
        Path archive = made.resolveSibling(made.getFileName() + ".tar.gz");
        ChildProcess tar = ChildProcess.start(List.of("tar", "-xzf", archive.toString(), "-C", elsewhere.toString()));
        assertThat(tar.awaitExit(PATIENCE)).isZero();
    }

    /** A command of the distribution, with nothing around it that leads to a Java of the machine. */
    private static List<String> jeton(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-u", "JAVA_HOME", "PATH=/usr/bin:/bin"));
        command.add(home.resolve("bin/jeton").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    @DisplayName("I5 moved elsewhere and without any other Java, its cache still fits")
    void usesItsCache() {
        String insisting = Runtime.version().feature() >= 25 ? "-XX:AOTMode=on" : "-Xshare:on";

        ChildProcess version = SCENE.process(jeton("--version"), SCENE.environment(Map.of("JAVA_OPTS", insisting)));

        assertThat(version.awaitExit(PATIENCE)).isZero();
        assertThat(version.output()).singleElement().asString().matches("jeton [0-9].*");
    }

    @Test
    @DisplayName(
            "I5 with options that its cache does not fit it goes on without, and prints what it would have printed")
    void goesOnWithoutTheCache() throws IOException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("a-link"), home.resolve("bin/jeton"));

        ChildProcess version = SCENE.process(
                List.of("sh", "-c", "exec \"$0\" --version 2>/dev/null", link.toString()),
                SCENE.environment(
                        Map.of("JAVA_OPTS", "-XX:-UseCompactObjectHeaders -XX:-UseSerialGC -XX:+UseParallelGC")));

        assertThat(version.awaitExit(PATIENCE)).isZero();
        assertThat(version.output()).singleElement().asString().matches("jeton [0-9].*");
    }

    @Test
    @DisplayName("I5 it serves with Redis and PostgreSQL, tells its health, and ends with 0")
    void serves(@TempDir Path temporary) {
        Map<String, String> settings = new HashMap<>(Scene.sharing(REDIS.uri(), Commands.newKey(SCENE)));
        settings.putAll(POSTGRES.settings(POSTGRES.port()));
        settings.put("QONTAK_TOKEN_URL", SCENE.simulator().qontakTokenUrl());
        served(settings, temporary);
    }

    @Test
    @DisplayName("I5 it serves with SQLite, whose native code it leaves nowhere")
    void servesWithSqlite(@TempDir Path temporary, @TempDir Path data) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ENCRYPTION_KEYS", Commands.newKey(SCENE));
        settings.put("DATA_DIR", data.toString());
        settings.put("TOKEN_STORE", "jdbc");
        served(settings, temporary);
        assertThat(temporary).isEmptyDirectory();
    }

    private static void served(Map<String, String> settings, Path temporary) {
        settings.put("JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        SCENE.genesys("unpacked");
        try (Broker broker = SCENE.broker(jeton("serve"), settings)) {
            assertThat(broker.token("unpacked").status()).isEqualTo(200);
            assertThat(broker.getAsCaller("/api/v1/connections").status()).isEqualTo(200);
            assertThat(broker.get("/metrics").status()).isEqualTo(200);
            assertThat(health(broker.url())).isZero();

            broker.process().signal("TERM");
            assertThat(broker.process().awaitExit(PATIENCE)).isZero();
            assertThat(health(broker.url())).isEqualTo(1);
        }
    }

    private static int health(URI broker) {
        Map<String, String> settings = Map.of("HOST", broker.getHost(), "PORT", Integer.toString(broker.getPort()));
        return SCENE.process(jeton("health"), SCENE.environment(settings)).awaitExit(PATIENCE);
    }
}
