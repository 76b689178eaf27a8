package dev.jeton.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.port.Unopenable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads whatever somebody stored as JSON, far enough to tell an envelope from a plain value and from garbage. */
final class EnvelopeReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(1).build())
            .build();

    private EnvelopeReader() {}

    /** The members of the one JSON object that {@code bytes} are: whole numbers, texts, and for anything else null. */
    static Map<String, @Nullable Object> members(byte[] bytes) throws Unopenable {
        Map<String, @Nullable Object> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Unopenable("no envelope");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, value(json));
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new Unopenable("no envelope");
            }
            return members;
        } catch (IOException e) {
            throw new Unopenable("no envelope");
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_STRING -> json.getText();
            default -> null;
        };
    }
}
