package dev.jeton.providers.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.port.Secret;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that holds secrets: every scalar becomes a {@link Secret}, straight from the parser's buffer, so that no
 * string of it is ever made. Null members and arrays are left out.
 */
final class CredentialsJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(64 * 1024)
                    .build())
            .build();

    private CredentialsJson() {}

    /**
     * The object that {@code bytes} hold.
     *
     * @throws IOException if they hold anything else; its message quotes nothing of them
     */
    static JsonObject read(byte[] bytes) throws IOException {
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            JsonObject object = object(json);
            if (json.nextToken() != null) {
                object.close();
                throw new IOException("more than one JSON object");
            }
            return object;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            // What breaks a limit, of depth or length, has no place.
            @Nullable JsonLocation place = e.getLocation();
            throw new IOException("no valid JSON" + (place == null ? "" : " at line " + place.getLineNr()));
        }
    }

    private static JsonObject object(JsonParser json) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        try {
            fill(members, json);
            return new JsonObject(members);
        } catch (IOException e) {
            // What was read before the end was wrong is secret as well.
            new JsonObject(members).close();
            throw e;
        }
    }

    private static void fill(Map<String, Object> members, JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            Object value = value(json);
            if (value != null) {
                members.put(name, value);
            }
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(json);
        }
        if (token == JsonToken.START_ARRAY || token == JsonToken.VALUE_NULL) {
            json.skipChildren();
            return null;
        }
        return Secret.copyOf(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }
}
