package dev.jeton.testkit.server;

import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/** Where the PostgreSQL of this machine is: the one that is configured, else the one that the tests carry. */
final class PostgresExecutables {

    /** The environment variable with another PostgreSQL's folder of programs, to run the tests against its version. */
    static final String OVERRIDE = "JETON_POSTGRES_BIN";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PostgresExecutables() {}

    /** The command line of one of its programs; PostgreSQL refuses to run as root, so root runs it as nobody. */
    static List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (Nobody.isNeeded()) {
            command.addAll(Nobody.RUN_AS);
        }
        command.add(folder().resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path folder() {
        String override = System.getenv(OVERRIDE);
        return override == null || override.isBlank() ? Carried.FOLDER : Path.of(override);
    }

    /** Unpacked once per JVM, when it is first needed. */
    private static final class Carried {
        static final Path FOLDER = unpack();

        private static Path unpack() {
            Path home = Nobody.isNeeded() ? Nobody.readableDirectory("postgres") : Scratch.directory("postgres");
            try (InputStream archive = archive();
                    XZInputStream tar = new XZInputStream(new BufferedInputStream(archive))) {
                untar(tar, home);
                return home.resolve("bin");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack PostgreSQL; set " + OVERRIDE + " to its programs", e);
            }
        }

        private static InputStream archive() throws IOException {
            String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
            String name = "postgres-linux-" + machine + ".txz";
            // Of the loader and not of a class: the archive is in another jar, which may be a module or not.
            InputStream archive = ClassLoader.getSystemResourceAsStream(name);
            if (archive == null) {
                throw new IOException("there is no " + name);
            }
            return archive;
        }

        /** By the machine's own tar, which every Linux has; it alone keeps the links and modes as they are. */
        private static void untar(InputStream tar, Path into) throws IOException {
            Path file = Files.createTempFile(into, "postgres", ".tar");
            try (OutputStream out = Files.newOutputStream(file)) {
                tar.transferTo(out);
            }
            try (ChildProcess untar =
                    ChildProcess.start(List.of("tar", "--no-same-owner", "-xf", file.toString()), Map.of(), into)) {
                if (untar.awaitExit(PATIENCE) != 0) {
                    throw new IOException("tar: " + untar.output());
                }
            }
            Files.delete(file);
        }
    }
}
