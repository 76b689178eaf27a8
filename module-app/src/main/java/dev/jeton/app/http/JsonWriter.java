package dev.jeton.app.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The one way in which answers become JSON: member by member, in the order in which they are written. */
public final class JsonWriter {

    private static final ObjectMapper JSON = new ObjectMapper(
            JsonFactory.builder().recyclerPool(JsonBuffers.POOL).build());
    private static final int FIRST_GUESS = 512;

    private JsonWriter() {}

    /** Writes the members of an object. */
    public interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    /** The bytes of an object. */
    public static byte[] object(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_GUESS);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The bytes of an object with these members; its values are texts and numbers. */
    static byte[] object(Map<String, Object> members) {
        return object(json -> {
            for (Map.Entry<String, Object> member : members.entrySet()) {
                json.writePOJOField(member.getKey(), member.getValue());
            }
        });
    }
}
