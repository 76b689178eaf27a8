package dev.jeton.e2e;

import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.http.HttpProbe;
import dev.jeton.testkit.process.ChildProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One broker in a process of its own, and a caller who knows its secret. */
final class Broker implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Where many are started at the same time on few cores. */
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private final ChildProcess process;
    private final URI url;
    private final HttpProbe probe;
    private final String secret;
    private final Queue<HttpAnswer> refusals = new ConcurrentLinkedQueue<>();

    private Broker(ChildProcess process, String secret) {
        this.process = process;
        this.secret = secret;
        this.url = URI.create(process.awaitLine("jeton listens on (http://\\S+)", LONGEST_START)
                .group(1));
        this.probe = HttpProbe.at(url.getHost(), url.getPort());
    }

    /** Starts {@code command}, which must serve, and waits until it listens. */
    static Broker start(List<String> command, Map<String, @Nullable String> environment) {
        ChildProcess process = launch(command, environment);
        try {
            return new Broker(process, String.valueOf(environment.get("INTERNAL_SERVICE_SECRET")));
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    private static ChildProcess launch(List<String> command, Map<String, @Nullable String> environment) {
        synchronized (Scene.STARTING) {
            return ChildProcess.start(command, environment, Product.ROOT);
        }
    }

    ChildProcess process() {
        return process;
    }

    URI url() {
        return url;
    }

    /** Asks for a token of {@code tenant} at Genesys. */
    HttpAnswer token(String tenant) {
        return token(tenant, "genesys", "");
    }

    /** @param more members of the request, each with a comma in front */
    HttpAnswer token(String tenant, String type, String more) {
        return post("/api/v1/token", tenant, type, more);
    }

    HttpAnswer invalidate(String tenant, String type, String more) {
        return post("/api/v1/token/invalidate", tenant, type, more);
    }

    private HttpAnswer post(String path, String tenant, String type, String more) {
        String body = "{\"tenantId\":\"" + tenant + "\",\"type\":\"" + type + "\"" + more + "}";
        return remembered(probe.post(path, body, "Authorization", "Bearer " + secret));
    }

    /** Posts a JSON document, as a caller who knows the secret. */
    HttpAnswer post(String path, String json) {
        return remembered(probe.post(path, json, "Authorization", "Bearer " + secret));
    }

    /** Deletes, as a caller who knows the secret. */
    HttpAnswer delete(String path) {
        return remembered(probe.send("DELETE", path, "Authorization", "Bearer " + secret));
    }

    /** Posts a JSON document, as a caller who shows {@code credential}. */
    HttpAnswer postAs(String credential, String path, String json) {
        return remembered(probe.post(path, json, "Authorization", "Bearer " + credential));
    }

    /** Puts a JSON document, as a caller who knows the secret. */
    HttpAnswer put(String path, String json) {
        return remembered(probe.put(path, json, "Authorization", "Bearer " + secret));
    }

    /** Gets what only a caller who knows the secret may see. */
    HttpAnswer see(String path) {
        return remembered(probe.get(path, "Authorization", "Bearer " + secret));
    }

    HttpAnswer get(String path) {
        return remembered(probe.get(path));
    }

    /** The same as a caller who shows who it is. */
    HttpAnswer getAsCaller(String path) {
        return remembered(probe.get(path, "Authorization", "Bearer " + secret));
    }

    /** Brings the refresh token with which a person has connected {@code tenant} to Qontak, in the place of any before. */
    HttpAnswer connect(String tenant, String refreshToken) {
        String body = "{\"refreshToken\":\"" + refreshToken + "\",\"replace\":true}";
        return remembered(probe.put("/api/v1/connections/qontak/" + tenant, body, "Authorization", "Bearer " + secret));
    }

    /** What is kept of {@code tenant}'s connection to Qontak. */
    HttpAnswer connection(String tenant) {
        return getAsCaller("/api/v1/connections/qontak/" + tenant);
    }

    private HttpAnswer remembered(HttpAnswer answer) {
        if (answer.status() / 100 != 2) {
            refusals.add(answer);
        }
        return answer;
    }

    /** Every answer so far that was no success, and so holds no token. */
    List<HttpAnswer> refusals() {
        return List.copyOf(refusals);
    }

    /** The value of a metric without labels. */
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "Broker[" + url + ", " + process + "]";
    }
}
