package dev.jeton.bench.product;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.testkit.process.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The product as its own process, on a free port, its log in a file as under a service manager. Nothing of the
 * environment reaches it but what finds the JDK, so that settings of whoever measures do not decide what is measured.
 */
public final class Product implements AutoCloseable {

    public static final String SECRET = "a-secret-of-the-benchmarks";

    private static final String ANNOUNCEMENT = "jeton listens on ";
    private static final Set<String> KEPT = Set.of("PATH", "HOME", "JAVA_HOME", "JAVA_OPTS", "LANG");

    private final Process process;
    private final URI url;
    private final Path folder;

    private Product(Process process, URI url, Path folder) {
        this.process = process;
        this.url = url;
        this.folder = folder;
    }

    /** Builds jar and distribution, so that no start that is measured holds a build. */
    public static void buildAll(Path root) throws IOException, InterruptedException {
        String unused = Programs.output(List.of(
                root.resolve("mvnw").toString(), "-q", "-Pdist", "-pl", "module-app", "-am", "-DskipTests", "package"));
        build(root);
    }

    /** Builds it if need be, so that no start that is measured holds a build. */
    public static void build(Path root) throws IOException, InterruptedException {
        Programs.output(List.of(root.resolve("jeton").toString(), "--version"));
        // A build that changes nothing leaves the jar its time, and the launcher would build again at every start.
        Files.setLastModifiedTime(root.resolve("module-app/target/jeton.jar"), FileTime.from(Instant.now()));
    }

    /** Starts {@code ./jeton serve} with the credentials of {@code tenants} and further {@code settings}; it listens on return. */
    public static Product serve(Path root, Tenants tenants, Map<String, String> settings) throws IOException {
        return start(List.of(root.resolve("jeton").toString(), "serve"), tenants, settings);
    }

    /** The same by another {@code command}, which must become the product and not only start it. */
    public static Product start(List<String> command, Tenants tenants, Map<String, String> settings)
            throws IOException {
        Path folder = Scratch.directory("bench");
        Path credentials = folder.resolve("credentials.json");
        tenants.writeTo(credentials);
        Map<String, String> all = new HashMap<>(settings);
        all.put("CREDENTIALS_FILE", credentials.toString());
        return start(command, folder, all);
    }

    /** Starts it with {@code settings}, which say where credentials come from; it listens on return. */
    public static Product serve(Path root, Map<String, String> settings) throws IOException {
        return start(List.of(root.resolve("jeton").toString(), "serve"), Scratch.directory("bench"), settings);
    }

    private static Product start(List<String> command, Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("PORT", "0");
        all.put("INTERNAL_SERVICE_SECRET", SECRET);
        all.put("DATA_DIR", folder.resolve("data").toString());
        Process process = launch(command, all, folder.resolve("log"));
        return new Product(process, announced(process, folder), folder);
    }

    private static Process launch(List<String> command, Map<String, String> settings, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(settings);
        return builder.redirectError(log.toFile()).start();
    }

    private static URI announced(Process process, Path folder) throws IOException {
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(ANNOUNCEMENT)) {
                return URI.create(line.substring(ANNOUNCEMENT.length()));
            }
        }
        throw new IOException("jeton did not start: " + Files.readString(folder.resolve("log")));
    }

    public URI url() {
        return url;
    }

    /** The memory that it holds just now, shared pages included. */
    public ResidentMemory memory() throws IOException {
        // The launcher has become the JVM: same process id.
        return ResidentMemory.of(process.pid());
    }

    public long pid() {
        return process.pid();
    }

    /** The time that it has spent on all cores together since it started. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Scratch.delete(folder);
    }
}
