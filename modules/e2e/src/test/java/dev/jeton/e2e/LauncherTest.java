package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LauncherTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Duration PATIENCE = Broker.PATIENCE;

    private static ChildProcess run(Map<String, @Nullable String> environment, String... arguments) {
        return SCENE.process(Product.launcher(arguments), environment);
    }

    @Test
    @DisplayName("./jeton dev prints a curl line that works as it is printed, and ends with 0 when it is told to")
    void devAnswersTheCommandItPrints(@TempDir Path temporary) throws Exception {
        ChildProcess dev = ChildProcess.start(
                Product.launcher("dev"),
                Map.of(
                        "PORT",
                        "0",
                        "JAVA_OPTS",
                        "-Djava.io.tmpdir=" + temporary,
                        "DATA_DIR",
                        Scratch.directory("data").toString()),
                Product.ROOT);
        try (dev) {
            String curl = dev.awaitLine("^ *(curl .*/api/v1/token)$", PATIENCE).group(1);
            dev.awaitLine("Ctrl-C ends it", PATIENCE);

            ChildProcess shell = ChildProcess.start(List.of("sh", "-c", curl));
            assertThat(shell.awaitExit(PATIENCE)).isZero();
            HttpAnswer answer = new HttpAnswer(200, Map.of(), String.join("\n", shell.output()));
            assertThat(Answers.json(answer).get("tokenType").textValue()).isEqualTo("Bearer");
            assertThat(Answers.json(answer).get("source").textValue()).isEqualTo("fresh");

            dev.signal("TERM");
            assertThat(dev.awaitExit(PATIENCE)).isZero();
            assertThat(temporary).isEmptyDirectory();
            SCENE.canaries().assertNoneIn("the output of ./jeton dev", String.join("\n", dev.output()));
        }
    }

    @Test
    @DisplayName("99 ./jeton keys generate prints a key and nothing else")
    void keysGenerate() {
        ChildProcess generate = run(Map.of(), "keys", "generate");

        assertThat(generate.awaitExit(PATIENCE)).isZero();
        assertThat(generate.output()).singleElement().asString().matches("k[0-9]{8}-[0-9a-f]{4}:[A-Za-z0-9+/]{43}=");
    }

    @Test
    @DisplayName("without a command the usage is shown and the exit code is 2")
    void noCommand() {
        ChildProcess jeton = run(Map.of());

        assertThat(jeton.awaitExit(PATIENCE)).isEqualTo(2);
        assertThat(String.join("\n", jeton.output())).contains("a command is missing", "serve", "dev");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "--frobnicate"})
    @DisplayName("wrong usage ends with 2")
    void wrongUsage(String argument) {
        ChildProcess jeton = run(Map.of(), argument);

        assertThat(jeton.awaitExit(PATIENCE)).isEqualTo(2);
        assertThat(String.join("\n", jeton.output())).contains(argument);
    }

    @Test
    @DisplayName("117 wrong settings are all named at once, without their values, and end with 1")
    void wrongSettings(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("jeton.properties"), "redis.ulr = x\nlog.level = loud\n");
        Map<String, @Nullable String> environment = new HashMap<>();
        environment.put("PORT", "eighty");
        environment.put("INTERNAL_SERVICE_SECRET", "c4nary");
        environment.put("REDIS_URL", "http://:c4nary@nowhere");

        ChildProcess jeton = run(environment, "serve", "--config", file.toString());

        assertThat(jeton.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(jeton.output())
                .hasSize(6)
                .allMatch(line -> line.startsWith("jeton: "))
                .anyMatch(line -> line.contains("unknown setting redis.ulr"))
                .anyMatch(line -> line.contains("LOG_LEVEL: "))
                .anyMatch(line -> line.contains("PORT: "))
                .anyMatch(line -> line.contains("INTERNAL_SERVICE_SECRET: "))
                .anyMatch(line -> line.contains("REDIS_URL: "))
                .anyMatch(line -> line.contains("ENCRYPTION_KEYS: "));
    }

    @Test
    @DisplayName("a port that is taken ends with 1 and the address")
    void portInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Map<String, @Nullable String> environment =
                    SCENE.environment(Map.of("PORT", Integer.toString(taken.getLocalPort())));

            ChildProcess jeton = run(environment, "serve");

            assertThat(jeton.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(jeton.output())
                    .last()
                    .asString()
                    .startsWith("jeton: cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"./jeton", "./mvnw"})
    @DisplayName("without a suitable JDK launcher and build say so in one line and end with 1")
    void noSuitableJdk(String program) {
        ChildProcess process = SCENE.process(List.of(program, "--version"), Map.of("JETON_JDK", "99"));

        assertThat(process.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(process.output()).singleElement().asString().contains("JDK 99 or newer", "JAVA_HOME");
    }

    @Test
    @DisplayName("the launcher finds its home through a link")
    void throughALink(@TempDir Path directory) throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("jeton"), Product.ROOT.resolve("jeton"));

        ChildProcess version = SCENE.process(List.of(link.toString(), "--version"), Map.of());

        assertThat(version.awaitExit(PATIENCE)).isZero();
        assertThat(version.output()).last().asString().matches("jeton [0-9].*");
    }
}
