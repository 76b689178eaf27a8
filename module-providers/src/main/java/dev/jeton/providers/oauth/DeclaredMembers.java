package dev.jeton.providers.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.Loopback;
import dev.jeton.api.time.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of one declaration, each read as what it should be; what it is not is told by an IllegalArgumentException. */
record DeclaredMembers(JsonNode body) {
    Optional<String> text(String member) {
        @Nullable JsonNode value = body.get(member);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(member + " must be a string");
        }
        return Optional.of(value.textValue());
    }

    /** One of these words; the first of {@code inOrder} where the member is not there. */
    <T> T choice(String member, Map<String, T> words, String... inOrder) {
        @Nullable T chosen = words.get(text(member).orElse(inOrder[0]));
        if (chosen == null) {
            throw new IllegalArgumentException(member + " must be " + String.join(" or ", inOrder));
        }
        return chosen;
    }

    Duration lifetime(String member, Duration otherwise) {
        Duration lifetime = text(member).map(text -> duration(member, text)).orElse(otherwise);
        if (lifetime.isZero()) {
            throw new IllegalArgumentException(member + " must be more than zero");
        }
        return lifetime;
    }

    private static Duration duration(String member, String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member + " " + e.getMessage(), e);
        }
    }

    Optional<URI> url(String member) {
        return text(member)
                .map(value -> parse(value)
                        .filter(DeclaredMembers::isAcceptable)
                        .orElseThrow(() -> new IllegalArgumentException(
                                member + " must be https://host/… (http only on a loopback address)")));
    }

    /** Without the library's message, which would repeat a URL that may carry a password. */
    private static Optional<URI> parse(String value) {
        try {
            return Optional.of(new URI(value));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isAcceptable(URI uri) {
        boolean secure = "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && Loopback.isNamedBy(String.valueOf(uri.getHost())));
        return secure && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
    }
}
