package dev.jeton.providers.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jeton.api.ProviderId;
import dev.jeton.api.time.Durations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file that declares providers: {@code {"providers": {"acme-crm": {"grant": "client_credentials", "tokenUrl": …,
 * "clientAuthentication": "basic" | "post", "scope": …, "defaultLifetime": "1h", "apiBaseUrl": …}}}}. Unknown members are
 * refused: a misspelled one would silently not take effect.
 */
public final class ProvidersFile {

    private static final Set<String> MEMBERS =
            Set.of("grant", "tokenUrl", "clientAuthentication", "scope", "defaultLifetime", "apiBaseUrl");
    private static final Set<String> BUILT_IN = Set.of("genesys", "whatsapp", "qontak");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ProvidersFile() {}

    /**
     * The declarations in {@code file}, in its order.
     *
     * @throws IllegalArgumentException naming every wrong member at once
     */
    public static List<ProviderDeclaration> read(Path file) {
        return parse(tree(file));
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "is no JSON (line " + e.getLocation().getLineNr() + ")", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read", e);
        }
    }

    private static List<ProviderDeclaration> parse(JsonNode root) {
        if (!root.path("providers").isObject()) {
            throw new IllegalArgumentException("has no object \"providers\"");
        }
        List<ProviderDeclaration> declarations = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : root.get("providers").properties()) {
            try {
                declarations.add(declaration(member.getKey(), member.getValue()));
            } catch (IllegalArgumentException e) {
                wrong.add(member.getKey() + ": " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return declarations;
    }

    private static ProviderDeclaration declaration(String name, JsonNode body) {
        if (BUILT_IN.contains(name)) {
            throw new IllegalArgumentException("is the name of a built-in provider");
        }
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new IllegalArgumentException("unknown member " + member.getKey());
            }
        }
        String grant = text(body, "grant").orElse("client_credentials");
        if (!grant.equals("client_credentials")) {
            throw new IllegalArgumentException("grant must be client_credentials");
        }
        url(body, "apiBaseUrl");
        return new ProviderDeclaration(
                new ProviderId(name),
                url(body, "tokenUrl").orElseThrow(() -> new IllegalArgumentException("tokenUrl is missing")),
                authentication(body),
                text(body, "scope").orElse(null),
                lifetime(body));
    }

    private static ClientAuthentication authentication(JsonNode body) {
        return switch (text(body, "clientAuthentication").orElse("basic")) {
            case "basic" -> ClientAuthentication.BASIC;
            case "post" -> ClientAuthentication.POST;
            default -> throw new IllegalArgumentException("clientAuthentication must be basic or post");
        };
    }

    private static Duration lifetime(JsonNode body) {
        return text(body, "defaultLifetime").map(ProvidersFile::duration).orElse(DEFAULT_LIFETIME);
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("defaultLifetime " + e.getMessage(), e);
        }
    }

    private static Optional<URI> url(JsonNode body, String name) {
        return text(body, name).map(value -> {
            URI uri = URI.create(value);
            boolean secure = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
            if (!secure || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw new IllegalArgumentException(name + " must be https://host/… (http only on a loopback address)");
            }
            return uri;
        });
    }

    /** By its spelling: a name that resolves to a loopback address today may resolve elsewhere tomorrow. */
    private static boolean isLoopback(URI uri) {
        return LOOPBACK.matcher(String.valueOf(uri.getHost())).matches();
    }

    private static Optional<String> text(JsonNode body, String name) {
        @Nullable JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " must be a string");
        }
        return Optional.of(value.textValue());
    }
}
