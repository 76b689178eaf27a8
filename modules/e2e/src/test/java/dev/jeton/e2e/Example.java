package dev.jeton.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * An application of the documentation, from its source, with the jars that an embedder has.
 *
 * @param folder below docs/examples, with a module descriptor
 * @param module what the descriptor calls it
 * @param main its main class, below the folder
 */
record Example(String folder, String module, String main) {

    static final Example EMBEDDING = new Example("embedding", "example.embedding", "example.Embedding");
    static final Example CLIENT = new Example("client", "example.client", "example.Organizations");

    private static final Path EXAMPLES = Product.ROOT.resolve("docs/examples");

    private Path source() {
        return EXAMPLES.resolve(folder).resolve(main.replace('.', '/') + ".java");
    }

    /** The lines between the braces of the method that begins with {@code head}, without their indentation. */
    List<String> body(String head) {
        try {
            List<String> lines = Files.readAllLines(source());
            int first = 1 + firstFrom(0, lines, head);
            int end = IntStream.range(first, lines.size())
                    .filter(line -> lines.get(line).equals("    }"))
                    .findFirst()
                    .orElseThrow();
            return lines.subList(first, end).stream()
                    .map(line -> line.substring(8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstFrom(int from, List<String> lines, String text) {
        return IntStream.range(from, lines.size())
                .filter(line -> lines.get(line).contains(text))
                .findFirst()
                .orElseThrow();
    }

    /** Fails unless the README quotes these lines as they are. */
    static void assertQuoted(List<String> lines) throws IOException {
        assertThat(Files.readString(Product.ROOT.resolve("README.md"))).contains(String.join("\n", lines));
    }

    /** Compiles it on the module path. */
    void compile(Path classes) {
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
                EXAMPLES.resolve(folder).resolve("module-info.java").toString(),
                source().toString());
        assertThat(result).as(complaints.toString(UTF_8)).isZero();
    }

    List<String> onModulePath(Path classes, String... arguments) {
        return command(arguments, "-p", Product.MODULES + File.pathSeparator + classes, "-m", module + "/" + main);
    }

    List<String> onClassPath(Path classes, String... arguments) {
        return command(arguments, "-cp", classes + File.pathSeparator + Product.MODULES + "/*", main);
    }

    private static List<String> command(String[] arguments, String... start) {
        List<String> command = new ArrayList<>(List.of(Product.java(), "-XX:TieredStopAtLevel=1"));
        Stream.of(start, arguments).forEach(words -> command.addAll(List.of(words)));
        return command;
    }
}
