package dev.jeton.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.port.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes {@link Json}. */
final class JsonWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    /** The bytes of {@code value}; the caller wipes them. */
    static byte[] write(Json value) {
        WipedBytes bytes = new WipedBytes();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] written = bytes.toByteArray();
        bytes.wipe();
        return written;
    }

    private static void write(JsonGenerator json, Json value) throws IOException {
        switch (value) {
            case Json.Text(Secret text) -> {
                char[] characters = text.reveal(char[]::clone);
                json.writeString(characters, 0, characters.length);
                Arrays.fill(characters, '\0');
            }
            case Json.Plain(String text) -> json.writeRawValue(text);
            case Json.Items(List<Json> items) -> {
                json.writeStartArray();
                for (Json item : items) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Json.Members(Map<String, Json> members) -> {
                json.writeStartObject();
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    json.writeFieldName(member.getKey());
                    write(json, member.getValue());
                }
                json.writeEndObject();
            }
        }
    }

    /** Large enough for everything of ours, so that no copy is left behind when it grows. */
    private static final class WipedBytes extends ByteArrayOutputStream {
        private static final int USUAL_LENGTH = 16 * 1024;

        WipedBytes() {
            super(USUAL_LENGTH);
        }

        void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
