package dev.jeton.app.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads credentials as a person writes them: a JSON object whose members are strings. */
final class CredentialsReader {

    private static final int MOST_FIELDS = 50;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private CredentialsReader() {}

    /** @throws IOException with a sentence that repeats nothing, if it is no such object */
    static Credentials read(Secret text) throws IOException {
        Map<String, Secret> fields = new LinkedHashMap<>();
        char[] characters = text.reveal(char[]::clone);
        try (JsonParser json = JSON.createParser(characters)) {
            if (isRead(json, fields) && !fields.isEmpty() && fields.size() <= MOST_FIELDS) {
                return new Credentials(fields);
            }
        } catch (IOException e) {
            // Its message would quote the secret.
        } finally {
            Arrays.fill(characters, '\0');
        }
        fields.values().forEach(Secret::close);
        throw new IOException("the credentials must be a JSON object with 1 to 50 members, all of them strings");
    }

    private static boolean isRead(JsonParser json, Map<String, Secret> fields) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                return false;
            }
            fields.put(name, Secret.copyOf(json.getTextCharacters(), json.getTextOffset(), json.getTextLength()));
        }
        return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    }
}
