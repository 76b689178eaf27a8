package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands of the product with one set of settings, as an operator beside a broker would. */
record Commands(Scene scene, Map<String, String> settings) {

    /** The settings of a scene whose stored values are sealed with {@code keys}, and Qontak simulated. */
    static Map<String, String> storing(Scene scene, String keys, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("QONTAK_TOKEN_URL", scene.simulator().qontakTokenUrl());
        settings.put("ENCRYPTION_KEYS", keys);
        settings.put("DATA_DIR", Scratch.directory("data").resolve("jeton").toString());
        settings.putAll(more);
        return settings;
    }

    /** A new encryption key, looked for from now on where it must not be. */
    static String newKey(Scene scene) {
        try (ChildProcess generate = ChildProcess.start(Product.jar("keys", "generate"), Map.of(), Product.ROOT)) {
            assertThat(generate.awaitExit(Broker.PATIENCE)).isZero();
            String key = generate.output().getFirst();
            scene.canaries().register("encryption key", key.substring(key.indexOf(':') + 1));
            return key;
        }
    }

    ChildProcess start(String line) {
        return scene.process(Product.jar(line.split(" ", -1)), scene.environment(settings));
    }

    /** What it said when it had ended, with the exit code in front. */
    String run(String line) {
        return said(start(line));
    }

    /** The same, with a secret in a file. */
    String runWith(String secret, String line) {
        return run(line + " --from-file " + file(secret));
    }

    /** The same, with a secret on stdin. */
    String runPiped(String secret, String line) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" < " + file(secret), "sh"));
        command.addAll(Product.jar(line.split(" ", -1)));
        return said(scene.process(command, scene.environment(settings)));
    }

    private static String said(ChildProcess command) {
        int code = command.awaitExit(Broker.PATIENCE);
        return code + " " + String.join("\n", command.output());
    }

    private static Path file(String secret) {
        try {
            return Files.writeString(Scratch.directory("secret").resolve("secret"), secret + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
