package dev.jeton.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real jars on a real module path. */
final class EmbeddingTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Path README = Product.ROOT.resolve("README.md");
    private static final Path EXAMPLE = Product.ROOT.resolve("docs/examples/embedding");

    /** The body of the example's {@code main}, which the README quotes. */
    static List<String> linesForTheReadme() throws IOException {
        List<String> lines = Files.readAllLines(EXAMPLE.resolve("example/Embedding.java"));
        int first = 1
                + IntStream.range(0, lines.size())
                        .filter(line -> lines.get(line).contains("void main("))
                        .findFirst()
                        .orElseThrow();
        return lines.subList(first, lines.lastIndexOf("    }")).stream()
                .map(line -> line.substring(8))
                .toList();
    }

    @Test
    @DisplayName("the example that the README quotes is ten lines long")
    void exampleIsShort() throws IOException {
        assertThat(linesForTheReadme()).hasSizeLessThanOrEqualTo(10).last().isEqualTo("}");
        assertThat(Files.readString(README)).contains(String.join("\n", linesForTheReadme()));
        SCENE.canaries().assertNoneIn("the example", String.join("\n", linesForTheReadme()));
    }

    @Test
    @DisplayName("an application on the module path has a broker in ten lines")
    void applicationOnTheModulePath(@TempDir Path directory) throws IOException {
        Path credentials = Files.writeString(directory.resolve("credentials.json"), """
                {"tenants": {"acme": {"whatsapp": {"systemUserToken": "%s"}}}}
                """.formatted(
                        SCENE.canaries().secret("system-user-token")));
        Path classes = directory.resolve("classes");

        compile(classes);
        List<String> command = List.of(
                Product.java(),
                "-p",
                Product.MODULES + ":" + classes,
                "-m",
                "example.embedding/example.Embedding",
                credentials.toString());
        ChildProcess application = SCENE.process(command, Map.of());

        assertThat(application.awaitExit(Broker.PATIENCE)).isZero();
        assertThat(application.output()).last().asString().matches("[0-9a-f]{16}");
    }

    private static void compile(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int result = compiler.run(
                null,
                complaints,
                complaints,
                "--release",
                "21",
                "-p",
                Product.MODULES.toString(),
                "-d",
                classes.toString(),
                EXAMPLE.resolve("module-info.java").toString(),
                EXAMPLE.resolve("example/Embedding.java").toString());
        assertThat(result).as(complaints.toString(UTF_8)).isZero();
    }

    @Test
    @DisplayName("the application itself starts on the module path")
    void applicationItself() {
        ChildProcess help = SCENE.process(
                List.of(
                        Product.java(),
                        "-p",
                        Product.MODULES.toString(),
                        "-m",
                        "dev.jeton.app/dev.jeton.app.Main",
                        "--help"),
                Map.of());

        assertThat(help.awaitExit(Broker.PATIENCE)).isZero();
        assertThat(String.join("\n", help.output())).contains("serve", "dev");
    }
}
