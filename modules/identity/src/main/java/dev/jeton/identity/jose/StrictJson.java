package dev.jeton.identity.jose;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON objects that tokens are made of: in UTF-8 without a byte order mark, no member twice (RFC 7515 section 4), and
 * flat enough that nobody is kept busy by one.
 */
final class StrictJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // The names are strangers': a table of them would only ever grow.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // By default buffers are kept by thread, and every request has a thread of its own.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(32)
                    .build())
            .build();

    private StrictJson() {}

    /** The members of the object that {@code utf8} is: texts, numbers, booleans, lists, maps, null. */
    static Map<String, @Nullable Object> object(byte[] utf8) throws Refused {
        // Decoded first: the parser itself would guess among encodings, and forgive a byte order mark.
        try (JsonParser json = JSON.createParser(
                UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused(Reason.MALFORMED);
            }
            Map<String, @Nullable Object> members = members(json);
            if (json.nextToken() != null) {
                throw new Refused(Reason.MALFORMED);
            }
            return members;
        } catch (IOException e) {
            throw new Refused(Reason.MALFORMED);
        }
    }

    private static Map<String, @Nullable Object> members(JsonParser json) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    private static List<@Nullable Object> items(JsonParser json) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json));
        }
        return items;
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> members(json);
            case START_ARRAY -> items(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getNumberValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
