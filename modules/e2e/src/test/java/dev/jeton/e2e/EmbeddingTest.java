package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real jars on a real module path. */
final class EmbeddingTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @Test
    @DisplayName("the example that the README quotes is ten lines long")
    void exampleIsShort() throws IOException {
        List<String> lines = Example.EMBEDDING.body("void main(");
        assertThat(lines).hasSizeLessThanOrEqualTo(10).last().isEqualTo("}");
        Example.assertQuoted(lines);
        SCENE.canaries().assertNoneIn("the example", String.join("\n", lines));
    }

    @Test
    @DisplayName("an application has a broker in ten lines, on the module path and on the class path")
    void applicationOnEitherPath(@TempDir Path directory) throws IOException {
        String credentials = Files.writeString(directory.resolve("credentials.json"), """
                {"tenants": {"acme": {"whatsapp": {"systemUserToken": "%s"}}}}
                """.formatted(
                                SCENE.canaries().secret("system-user-token")))
                .toString();
        Path classes = directory.resolve("classes");

        Example.EMBEDDING.compile(classes);

        for (List<String> command : List.of(
                Example.EMBEDDING.onModulePath(classes, credentials),
                Example.EMBEDDING.onClassPath(classes, credentials))) {
            ChildProcess application = SCENE.process(command, Map.of());
            assertThat(application.awaitExit(Broker.PATIENCE)).isZero();
            assertThat(application.output()).last().asString().matches("[0-9a-f]{16}");
        }
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
