package dev.jeton.cache.redis;

import static dev.jeton.api.grant.GrantFields.ACCESS_TOKEN;
import static dev.jeton.api.grant.GrantFields.CLAIM_OWNER;
import static dev.jeton.api.grant.GrantFields.FAMILY;
import static dev.jeton.api.grant.GrantFields.LAST_ERROR;
import static dev.jeton.api.grant.GrantFields.NUMBERS;
import static dev.jeton.api.grant.GrantFields.REFRESH_TOKEN;
import static dev.jeton.api.grant.GrantFields.STATE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.grant.GrantFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a grant as one flat JSON object. {@link GrantFields#NUMBERS} are numbers, as in Python's {@code json} a
 * {@code time.time()} is; all others are strings. Members that are not of a grant are ignored, and gone when it is written
 * again.
 */
final class GrantJson {

    private static final Set<String> TEXTS =
            Set.of(REFRESH_TOKEN, ACCESS_TOKEN, FAMILY, STATE, CLAIM_OWNER, LAST_ERROR);

    private static final int DEEPEST = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private GrantJson() {}

    static byte[] write(Map<String, String> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                write(json, field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        if (NUMBERS.contains(name)) {
            json.writeNumber(value);
        } else {
            json.writeString(value);
        }
    }

    /** @throws Unreadable if this is no JSON object, or a member of a grant is of another type; null = it has none */
    static Map<String, String> read(String text) throws Unreadable {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readMember(json, fields);
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new Unreadable("cut off or followed by something");
            }
            return fields;
        } catch (IOException e) {
            // Not as a cause: its message quotes the text.
            throw new Unreadable("no JSON");
        }
    }

    private static void readMember(JsonParser json, Map<String, String> fields) throws IOException, Unreadable {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.VALUE_NULL || !(TEXTS.contains(name) || NUMBERS.contains(name))) {
            json.skipChildren();
        } else if (value == JsonToken.VALUE_STRING || (value.isNumeric() && NUMBERS.contains(name))) {
            fields.put(name, json.getText());
        } else {
            // Not the same as absent: a state that is missing means "active".
            throw new Unreadable("another type of " + name);
        }
    }

    /** The text is no grant; the reason holds nothing of it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
