package dev.jeton.providers.oauth;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file that declares providers: {@code {"providers": {"acme-crm": {"grant": "client_credentials", "tokenUrl": …,
 * "clientAuthentication": "basic" | "post", "scope": …, "defaultLifetime": "1h", "apiBaseUrl": …}}}}, or {@code "grant":
 * "refresh_token"} with {@code "body": "form" | "json"} and {@code "onLostResponse": "stop" | "retryOnce"}. Unknown members
 * are refused: a misspelled one would silently not take effect.
 */
public final class ProvidersFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ProvidersFile() {}

    /**
     * The declarations in {@code file}, in its order.
     *
     * @throws WrongDeclarations naming every wrong member at once
     */
    public static List<Declaration> read(Path file) {
        return parse(tree(file));
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // What breaks a limit, of depth or length, has no place.
            @Nullable JsonLocation place = e.getLocation();
            throw wrong("is no JSON" + (place == null ? "" : " (line " + place.getLineNr() + ")"), e);
        } catch (IOException e) {
            throw wrong("cannot be read", e);
        }
    }

    private static List<Declaration> parse(JsonNode root) {
        if (!root.path("providers").isObject()) {
            throw wrong("has no object \"providers\"", null);
        }
        List<Declaration> declarations = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : root.get("providers").properties()) {
            new DeclarationReader(member.getKey(), member.getValue(), wrong)
                    .read()
                    .ifPresent(declarations::add);
        }
        if (!wrong.isEmpty()) {
            throw new WrongDeclarations(wrong, null);
        }
        return declarations;
    }

    private static WrongDeclarations wrong(String sentence, @Nullable Throwable cause) {
        return new WrongDeclarations(List.of(sentence), cause);
    }
}
