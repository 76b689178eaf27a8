package dev.jeton.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the packaged product is, and how it is started. */
final class Product {

    /** The root of the repository. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** The runtime dependencies of the application, itself included, as an embedder has them. */
    static final Path MODULES = Path.of("target", "modules").toAbsolutePath();

    static {
        // The build leaves a jar that came out the same as old as it was, and the launcher would build it again.
        File jar = ROOT.resolve("module-app/target/jeton.jar").toFile();
        if (!jar.setLastModified(System.currentTimeMillis())) {
            throw new IllegalStateException(jar + " is not there; it is packaged by the build");
        }
    }

    private Product() {}

    /** {@code ./jeton …}, as it stands in the README. */
    static List<String> launcher(String... arguments) {
        return command("./jeton", arguments);
    }

    /** {@code java -jar module-app/target/jeton.jar …}. */
    static List<String> jar(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-jar"));
        command.addAll(command("module-app/target/jeton.jar", arguments));
        return command;
    }

    /** The folder that {@code ./mvnw -Pdist package} makes. */
    static Path distribution() throws IOException {
        try (Stream<Path> made = Files.list(ROOT.resolve("module-app/target/dist"))) {
            return made.filter(folder -> Files.isExecutable(folder.resolve("bin/jeton")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A main class of these tests, with the packaged product on its class path. */
    static List<String> classPath(Class<?> main, String... arguments) {
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(List.of("module-app/target/jeton.jar:" + classes, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A main class of these tests, with the jars that an embedder has on its class path. */
    static List<String> embedder(Class<?> main, String... arguments) {
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        List<String> command = new ArrayList<>(List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(List.of(MODULES + "/*" + File.pathSeparator + classes, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The {@code java} that runs these tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> command(String first, String... rest) {
        List<String> command = new ArrayList<>(List.of(first));
        command.addAll(List.of(rest));
        return command;
    }
}
