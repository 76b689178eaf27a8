import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.simulator.Demo;
import dev.jeton.simulator.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has a broker of the distribution do once what brokers do, so that the JVM can keep what it learns: starts, answers from
 * simulated providers, from its cache, and probes, and is told to stop. Nothing leaves this machine. Arguments: the
 * distribution's folder, and the JVM's option that writes the cache.
 */
final class Training {

    private static final String SECRET = "a-secret-of-the-training";
    private static final String ANNOUNCEMENT = "jeton listens on ";
    private static final int ROUNDS = 50;
    private static final long LONGEST_STOP_SECONDS = 120;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Training() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Path work = Files.createTempDirectory("jeton-training");
        try (Simulator simulator = Simulator.start()) {
            Demo.register(simulator);
            Process broker = start(home, args[1], work, simulator);
            try {
                ask(announced(broker));
            } finally {
                broker.destroy();
            }
            if (!broker.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS) || broker.exitValue() != 0) {
                throw new IOException("the broker did not end as asked: " + Files.readString(work.resolve("log")));
            }
        } finally {
            delete(work);
        }
    }

    private static Process start(Path home, String option, Path work, Simulator simulator) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                home.resolve("runtime/bin/java").toString(),
                option,
                "-Dorg.sqlite.lib.path=" + home.resolve("lib"),
                "-jar",
                home.resolve("lib/jeton.jar").toString(),
                "serve");
        // What the environment of a build says must not decide what is learnt.
        command.environment().clear();
        command.environment()
                .putAll(Map.of(
                        "PORT", "0",
                        "INTERNAL_SERVICE_SECRET", SECRET,
                        "DATA_DIR", work.resolve("data").toString(),
                        "GENESYS_LOGIN_URL", simulator.genesysLoginUrl(),
                        "TENANT_SERVICE_URL", simulator.tenantServiceUrl()));
        return command.directory(work.toFile())
                .redirectError(work.resolve("log").toFile())
                .start();
    }

    private static URI announced(Process broker) throws IOException {
        BufferedReader said = new BufferedReader(new InputStreamReader(broker.getInputStream(), UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(ANNOUNCEMENT)) {
                return URI.create(line.substring(ANNOUNCEMENT.length()));
            }
        }
        throw new IOException("the broker did not start");
    }

    private static void ask(URI broker) throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            for (String type : List.of("genesys", "whatsapp")) {
                String body = "{\"tenantId\":\"acme\",\"type\":\"" + type + "\"}";
                expect(200, request(broker, "/api/v1/token").POST(BodyPublishers.ofString(body)));
            }
            for (String path : List.of("/health", "/health/live", "/health/ready", "/metrics")) {
                expect(200, request(broker, path));
            }
        }
        String forced = "{\"tenantId\":\"acme\",\"type\":\"genesys\",\"forceRefresh\":true}";
        expect(200, request(broker, "/api/v1/token").POST(BodyPublishers.ofString(forced)));
        expect(404, request(broker, "/nowhere"));
        expect(400, request(broker, "/api/v1/token").POST(BodyPublishers.ofString("{}")));
    }

    private static HttpRequest.Builder request(URI broker, String path) {
        return HttpRequest.newBuilder(broker.resolve(path))
                .header("Authorization", "Bearer " + SECRET)
                .header("Content-Type", "application/json");
    }

    private static void expect(int status, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
