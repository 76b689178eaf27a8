package dev.jeton.bench.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One way in which the product is delivered, and the command by which it serves. */
public record Packaging(String name, List<String> serve) {

    /** One file for any Java: {@code java -jar jeton.jar serve}, with the Java that measures. */
    public static Packaging fatJar(Path root) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = root.resolve("module-app/target/jeton.jar").toString();
        return new Packaging("java -jar", List.of(java, "-jar", jar, "serve"));
    }

    /** {@code ./jeton serve}: the same file, and options that suit it. */
    public static Packaging launcher(Path root) {
        return new Packaging("./jeton", List.of(root.resolve("jeton").toString(), "serve"));
    }

    /**
     * The folder with a runtime and a cache of its own.
     *
     * @throws IOException if it has not been made
     */
    public static Packaging distribution(Path root) throws IOException {
        try (Stream<Path> made = Files.list(root.resolve("module-app/target/dist"))) {
            Path program = made.map(folder -> folder.resolve("bin/jeton"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no distribution: ./mvnw -Pdist package makes it"));
            return new Packaging("distribution", List.of(program.toString(), "serve"));
        }
    }
}
