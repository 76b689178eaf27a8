package dev.jeton.testkit.server;

import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import redis.embedded.core.ExecutableProvider;

/** Where the redis-server of this machine is: the one that is configured, else the one that embedded-redis carries. */
final class RedisExecutable {

    /** The environment variable with the path of another redis-server, to run the tests against its version. */
    static final String OVERRIDE = "JETON_REDIS_SERVER";

    private RedisExecutable() {}

    static Path path() {
        String override = System.getenv(OVERRIDE);
        return override == null || override.isBlank() ? Carried.PATH : Path.of(override);
    }

    /** Unpacked once per JVM, when it is first needed. */
    private static final class Carried {
        static final Path PATH = unpack();

        private static Path unpack() {
            try {
                Path directory = Scratch.directory("redis-server");
                return ExecutableProvider.newJarResourceProvider(directory.toFile())
                        .get()
                        .toPath();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack redis-server; set " + OVERRIDE + " to its path", e);
            }
        }
    }
}
