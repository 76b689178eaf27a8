package dev.jeton.identity.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers and booleans as JSON. */
final class PlainJson {

    private static final JsonFactory JSON = new JsonFactory();

    private PlainJson() {}

    /** @throws IllegalArgumentException if there is anything else among them */
    static String text(Map<String, ?> members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            object(json, members);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }

    private static void object(JsonGenerator json, Map<?, ?> members) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.writeFieldName(String.valueOf(member.getKey()));
            value(json, member.getValue());
        }
        json.writeEndObject();
    }

    private static void items(JsonGenerator json, Iterable<?> items) throws IOException {
        json.writeStartArray();
        for (Object item : items) {
            value(json, item);
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case Map<?, ?> members -> object(json, members);
            case Iterable<?> items -> items(json, items);
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number when Double.isFinite(number) -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case null, default -> throw new IllegalArgumentException("a claim must be a value of JSON");
        }
    }
}
