package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a flat JSON object as a stranger reads them: strings, and numbers as Long or Double. */
final class JsonMembers {

    private JsonMembers() {}

    static Map<String, Object> of(Object text) {
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(String.valueOf(text))) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                members.put(name, value(json, json.nextToken()));
            }
            assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            default -> json.getText();
        };
    }
}
