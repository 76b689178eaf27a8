package dev.jeton.client.broker;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/** The requests to one broker: {@code POST {base}/api/v1/token} with {@code {"tenantId","type","rejectedFingerprint"?}}. */
final class TokenRequests {

    private final URI address;
    private final String authorization;

    /** @param base with or without a path of its own, and without a query */
    TokenRequests(URI base, String secret) {
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        // As text: a path with // in front would be resolved to another host, and the secret would go there.
        this.address = URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + "/api/v1/token");
        this.authorization = "Bearer " + secret;
    }

    HttpRequest request(TokenKey key, Optional<Fingerprint> rejected, String correlationId) {
        return HttpRequest.newBuilder(address)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .header("X-Correlation-ID", correlationId)
                .POST(BodyPublishers.ofByteArray(body(key, rejected)))
                .build();
    }

    private static byte[] body(TokenKey key, Optional<Fingerprint> rejected) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("tenantId", key.tenant().value());
            json.writeStringField("type", key.provider().value());
            if (rejected.isPresent()) {
                json.writeStringField("rejectedFingerprint", rejected.get().value());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
