package dev.jeton.testkit.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends requests to a server under test and returns what it says, whatever the status; redirects are not followed.
 *
 * <p>Needs the module {@code java.net.http}, which the tests of a named module have to add.
 */
public final class HttpProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final URI base;

    private HttpProbe(URI base) {
        this.base = base;
    }

    /** A probe of the server at {@code host} and {@code port}, in plain HTTP. */
    public static HttpProbe at(String host, int port) {
        return new HttpProbe(URI.create("http://" + host + ":" + port));
    }

    /**
     * Gets {@code path}.
     *
     * @param headers names and values in turn
     */
    public HttpAnswer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /**
     * Posts a JSON document to {@code path}.
     *
     * @param headers names and values in turn
     */
    public HttpAnswer post(String path, String json, String... headers) {
        return sendJson("POST", path, json, headers);
    }

    /**
     * Puts a JSON document to {@code path}.
     *
     * @param headers names and values in turn
     */
    public HttpAnswer put(String path, String json, String... headers) {
        return sendJson("PUT", path, json, headers);
    }

    private HttpAnswer sendJson(String method, String path, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send(method, path, BodyPublishers.ofString(json), all);
    }

    /**
     * Sends a request without a body.
     *
     * @param headers names and values in turn
     */
    public HttpAnswer send(String method, String path, String... headers) {
        return send(method, path, BodyPublishers.noBody(), headers);
    }

    private HttpAnswer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new HttpAnswer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public String toString() {
        return "HttpProbe[" + base + "]";
    }
}
