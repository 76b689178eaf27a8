package dev.jeton.client.broker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/** Reads one JSON object, strictly: no member twice, nothing behind it, no deep nests. Members that nobody knows are passed over. */
final class Json {

    private static final int DEEPEST = 32;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // What cannot be read may be a token; no message quotes it.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private Json() {}

    /** Told of every member, with the parser at its value. */
    @FunctionalInterface
    interface Members {
        void member(String name, JsonParser value) throws IOException;
    }

    /** @throws IOException if this is no JSON object and nothing else */
    static void read(byte[] bytes, Members members) throws IOException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.member(name, json);
                json.skipChildren();
            }
            if (json.nextToken() != null) {
                throw new IOException("followed by something");
            }
        }
    }

    /** The string at which the parser is. */
    static String text(JsonParser value) throws IOException {
        if (value.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("no string");
        }
        return value.getText();
    }
}
