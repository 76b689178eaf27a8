package dev.jeton.app.desk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jeton.api.port.Secret;
import dev.jeton.app.observe.Lines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the HTTP API of a broker that runs, and turns what it refuses into sentences. */
final class BrokerCalls implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI broker;
    private final @Nullable Secret secretOrNull;
    private final HttpClient client;

    /** @param secretOrNull that it asks its callers for; null = it asks for none */
    BrokerCalls(URI broker, @Nullable Secret secretOrNull) {
        this.broker = broker;
        this.secretOrNull = secretOrNull;
        // No redirect is followed: the secret would go along.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING)
                .build();
    }

    /** @throws BrokerRefusal if it is not done */
    JsonNode get(String path) {
        return call(request("GET", path, null));
    }

    /** @throws BrokerRefusal if it is not done, or it is not known whether it is */
    JsonNode delete(String path) {
        return call(request("DELETE", path, null));
    }

    /** @throws BrokerRefusal if it is not done, or it is not known whether it is */
    JsonNode put(String path, byte[] json) {
        return call(request("PUT", path, json));
    }

    /** @throws BrokerRefusal if it is not done, or it is not known whether it is */
    JsonNode post(String path, byte[] json) {
        return call(request("POST", path, json));
    }

    private HttpRequest request(String method, String path, byte @Nullable [] json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(broker.toString().replaceFirst("/+$", "") + path))
                .timeout(PATIENCE)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (secretOrNull != null) {
            request.header("Authorization", "Bearer " + secretOrNull.reveal(String::new));
        }
        return request.build();
    }

    private JsonNode call(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            JsonNode body = tree(answer.body());
            if (answer.statusCode() / 100 == 2 && body.isObject()) {
                return body;
            }
            throw refusal(answer.statusCode(), body);
        } catch (IOException e) {
            throw new BrokerRefusal("", broker + " cannot be reached: " + kind(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerRefusal("", "interrupted while waiting for " + broker);
        }
    }

    private static String kind(IOException e) {
        return e.getClass().getSimpleName().replaceAll("Exception$", "");
    }

    private static JsonNode tree(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /** The sentence of a problem document (RFC 9457). */
    private BrokerRefusal refusal(int status, JsonNode body) {
        String code = body.path("code").asText("");
        String detail = body.path("detail").asText("");
        return code.isEmpty()
                ? new BrokerRefusal("", broker + " answers " + status + ", and not as a broker does")
                : new BrokerRefusal(code, "the broker says: " + Lines.clean(detail) + " (" + Lines.clean(code) + ")");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
