package dev.jeton.client.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The errors of Meta's Graph API, {@code {"error":{"code":190,…}}}
 * (developers.facebook.com/docs/graph-api/guides/error-handling).
 */
final class GraphErrors {

    /** 0: the session has ended; 190: the token has expired, was revoked, or belongs to a password of old. */
    private static final Set<Integer> DEAD = Set.of(0, 190);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private GraphErrors() {}

    /** Whether this is such an error with the code of a dead token; what is no JSON is none. */
    static boolean tellOfDeadToken(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            return json.nextToken() == JsonToken.START_OBJECT
                    && find(json, "error") == JsonToken.START_OBJECT
                    && find(json, "code") == JsonToken.VALUE_NUMBER_INT
                    && DEAD.contains(json.getIntValue());
        } catch (IOException e) {
            // Its message would quote the body.
            return false;
        }
    }

    /** Goes on to the value of this member of the object at hand, and tells its kind. */
    private static @Nullable JsonToken find(JsonParser json, String member) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = member.equals(json.currentName());
            JsonToken value = json.nextToken();
            if (wanted) {
                return value;
            }
            json.skipChildren();
        }
        return null;
    }
}
