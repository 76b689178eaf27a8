package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** A client that sends what it is told, right or wrong. */
final class Caller {

    static final String FORM = "application/x-www-form-urlencoded";
    static final String GRANT = "grant_type=client_credentials";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param headers names and values in turn */
    HttpResponse<String> send(String method, String url, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, url, body, headers), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        return send("GET", url, "", headers);
    }

    CompletableFuture<HttpResponse<String>> later(String method, String url, String body, String... headers) {
        return client.sendAsync(request(method, url, body, headers), BodyHandlers.ofString());
    }

    /** A right token request. */
    HttpResponse<String> token(String loginUrl, GenesysClient by) throws IOException, InterruptedException {
        return send("POST", loginUrl + "/oauth/token", GRANT, tokenHeaders(by));
    }

    static String[] tokenHeaders(GenesysClient by) {
        return new String[] {"Content-Type", FORM, "Authorization", basic(by.clientId(), by.clientSecret())};
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.readObject(response.body());
    }

    private static HttpRequest request(String method, String url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
