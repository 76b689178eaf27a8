package dev.jeton.vault;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.port.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link Json}, strings straight from the parser's buffer. */
final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength((int) VaultHttp.LONGEST_ANSWER)
                    .build())
            .build();

    private JsonReader() {}

    /**
     * The object that {@code bytes} hold.
     *
     * @throws IOException if they hold anything else; its message quotes nothing of them
     */
    static Json.Members read(byte[] bytes) throws IOException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            Json.Members object = object(json);
            if (json.nextToken() != null) {
                object.close();
                throw new IOException("more than one JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new IOException("no valid JSON");
        }
    }

    private static Json.Members object(JsonParser json) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        try {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, value(json));
            }
            return new Json.Members(members);
        } catch (IOException e) {
            // What was read before the end was wrong may be secret as well.
            new Json.Members(members).close();
            throw e;
        }
    }

    private static Json.Items array(JsonParser json) throws IOException {
        List<Json> items = new ArrayList<>();
        try {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(json));
            }
            return new Json.Items(items);
        } catch (IOException e) {
            new Json.Items(items).close();
            throw e;
        }
    }

    private static Json value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING ->
                new Json.Text(Secret.copyOf(json.getTextCharacters(), json.getTextOffset(), json.getTextLength()));
            default -> new Json.Plain(json.getText());
        };
    }
}
