package dev.jeton.vault;

import dev.jeton.api.TokenException.StoreUnavailable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Vault answered, read; closing it wipes it. */
final class VaultAnswer implements AutoCloseable {

    private final int status;
    private final Optional<String> date;
    private final Json.Members body;

    private VaultAnswer(int status, Optional<String> date, Json.Members body) {
        this.status = status;
        this.date = date;
        this.body = body;
    }

    static VaultAnswer of(HttpResponse<byte[]> response) {
        byte[] bytes = response.body();
        try {
            return new VaultAnswer(
                    response.statusCode(), response.headers().firstValue("Date"), read(response.statusCode(), bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** What is no JSON is nonsense only where an answer was hoped for; proxies refuse in HTML. */
    private static Json.Members read(int status, byte[] bytes) {
        try {
            return bytes.length == 0 ? Json.Members.none() : JsonReader.read(bytes);
        } catch (IOException e) {
            if (status < 300) {
                throw new StoreUnavailable("Vault answered what is no JSON object", e);
            }
            return Json.Members.none();
        }
    }

    int status() {
        return status;
    }

    Json.Members body() {
        return body;
    }

    boolean isOk() {
        return status == 200 || status == 204;
    }

    /**
     * Whether Vault says that there is nothing here, in its own way: without an error. A 404 that has one, or that is no
     * JSON, comes from a wrong mount or from something that is no Vault.
     */
    boolean saysNothingIsThere() {
        return status == 404
                && body.items("errors").filter(errors -> errors.isEmpty()).isPresent();
    }

    boolean hasError(String part) {
        return body.items("errors").stream()
                .flatMap(errors -> errors.stream())
                .anyMatch(error -> Json.text(error).contains(part));
    }

    /** Vault's own time, in whole seconds, rounded down; nothing where it did not say. */
    @Nullable
    Instant storeTimeOrNull() {
        try {
            return date.map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from))
                    .orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public void close() {
        body.close();
    }

    @Override
    public String toString() {
        return "VaultAnswer[" + status + "]";
    }
}
