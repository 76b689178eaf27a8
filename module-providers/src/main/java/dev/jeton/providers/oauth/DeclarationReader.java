package dev.jeton.providers.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.ProviderId;
import dev.jeton.api.time.Durations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one declaration of a {@link ProvidersFile}, and goes on after what is wrong, so that all of it is named at once. */
final class DeclarationReader {

    private static final Set<String> MEMBERS =
            Set.of("grant", "tokenUrl", "clientAuthentication", "scope", "defaultLifetime", "apiBaseUrl");
    private static final Set<String> BUILT_IN = Set.of("genesys", "whatsapp", "qontak");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\]");
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    private final String name;
    private final JsonNode body;
    private final List<String> wrong;

    /** @param wrong gets a sentence for everything that is wrong */
    DeclarationReader(String name, JsonNode body, List<String> wrong) {
        this.name = name;
        this.body = body;
        this.wrong = wrong;
    }

    /** The declaration, if nothing about it is wrong. */
    Optional<ProviderDeclaration> read() {
        int before = wrong.size();
        ProviderId id = checked(this::id);
        if (!body.isObject()) {
            wrong.add(name + ": must be an object");
            return Optional.empty();
        }
        checkMembers();
        check(this::requireClientCredentials);
        check(() -> requireUrlIfThere("apiBaseUrl"));
        URI tokenUrl = checked(this::tokenUrl);
        ClientAuthentication authentication = checked(this::authentication);
        Duration lifetime = checked(this::lifetime);
        check(() -> requireTextIfThere("scope"));
        if (wrong.size() > before || id == null || tokenUrl == null || authentication == null || lifetime == null) {
            return Optional.empty();
        }
        return Optional.of(new ProviderDeclaration(
                id, tokenUrl, authentication, text("scope").orElse(null), lifetime));
    }

    /** What {@code reading} gives; null where it is wrong, which is noted. */
    private <T> @Nullable T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            wrong.add(name + ": " + e.getMessage());
            return null;
        }
    }

    private void check(Runnable rule) {
        try {
            rule.run();
        } catch (IllegalArgumentException e) {
            wrong.add(name + ": " + e.getMessage());
        }
    }

    private ProviderId id() {
        if (BUILT_IN.contains(name)) {
            throw new IllegalArgumentException("is a reserved name");
        }
        return new ProviderId(name);
    }

    private void checkMembers() {
        body.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                wrong.add(name + ": unknown member " + member);
            }
        });
    }

    private void requireClientCredentials() {
        if (!text("grant").orElse("client_credentials").equals("client_credentials")) {
            throw new IllegalArgumentException("grant must be client_credentials");
        }
    }

    private void requireUrlIfThere(String member) {
        url(member).ifPresent(url -> {});
    }

    private void requireTextIfThere(String member) {
        text(member).ifPresent(text -> {});
    }

    private URI tokenUrl() {
        return url("tokenUrl").orElseThrow(() -> new IllegalArgumentException("tokenUrl is missing"));
    }

    private ClientAuthentication authentication() {
        return switch (text("clientAuthentication").orElse("basic")) {
            case "basic" -> ClientAuthentication.BASIC;
            case "post" -> ClientAuthentication.POST;
            default -> throw new IllegalArgumentException("clientAuthentication must be basic or post");
        };
    }

    private Duration lifetime() {
        Duration lifetime =
                text("defaultLifetime").map(DeclarationReader::duration).orElse(DEFAULT_LIFETIME);
        if (lifetime.isZero()) {
            throw new IllegalArgumentException("defaultLifetime must be more than zero");
        }
        return lifetime;
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("defaultLifetime " + e.getMessage(), e);
        }
    }

    private Optional<URI> url(String member) {
        return text(member)
                .map(value -> parse(value)
                        .filter(DeclarationReader::isAcceptable)
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
        boolean secure = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri));
        return secure && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
    }

    /** By its spelling: a name that resolves to a loopback address today may resolve elsewhere tomorrow. */
    private static boolean isLoopback(URI uri) {
        return LOOPBACK.matcher(String.valueOf(uri.getHost())).matches();
    }

    private Optional<String> text(String member) {
        @Nullable JsonNode value = body.get(member);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(member + " must be a string");
        }
        return Optional.of(value.textValue());
    }
}
