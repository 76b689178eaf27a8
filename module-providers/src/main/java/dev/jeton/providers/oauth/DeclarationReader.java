package dev.jeton.providers.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.ProviderId;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.port.RefreshTokenProvider.OnLostResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one declaration of a {@link ProvidersFile}, and goes on after what is wrong, so that all of it is named at once. */
final class DeclarationReader {
    private static final Set<String> MEMBERS =
            Set.of("grant", "tokenUrl", "clientAuthentication", "defaultLifetime", "apiBaseUrl");
    private static final Set<String> MEMBERS_OF_REFRESHING = Set.of("body", "onLostResponse");
    private static final Set<String> BUILT_IN = Set.of("genesys", "whatsapp", "qontak");

    private static final Map<String, GrantType> GRANT_TYPES =
            Map.of("client_credentials", GrantType.CLIENT_CREDENTIALS, "refresh_token", GrantType.REFRESH_TOKEN);
    private static final Map<String, ClientAuthentication> AUTHENTICATIONS =
            Map.of("basic", ClientAuthentication.BASIC, "post", ClientAuthentication.POST);
    private static final Map<String, BodyFormat> BODIES = Map.of("form", BodyFormat.FORM, "json", BodyFormat.JSON);
    private static final Map<String, OnLostResponse> ON_LOST_RESPONSE =
            Map.of("stop", OnLostResponse.STOP, "retryOnce", OnLostResponse.RETRY_ONCE);

    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    private final String name;
    private final JsonNode body;
    private final DeclaredMembers members;
    private final List<String> wrong;

    private enum GrantType {
        CLIENT_CREDENTIALS,
        REFRESH_TOKEN
    }

    /** What both grants have. */
    private record Common(ProviderId id, ProviderUrls urls, ClientAuthentication authentication, Duration lifetime) {}

    /** @param wrong gets a sentence for everything that is wrong */
    DeclarationReader(String name, JsonNode body, List<String> wrong) {
        this.name = name;
        this.body = body;
        this.members = new DeclaredMembers(body);
        this.wrong = wrong;
    }

    /** The declaration, if nothing about it is wrong. */
    Optional<Declaration> read() {
        int before = wrong.size();
        ProviderId id = checked(this::id);
        if (!body.isObject()) {
            wrong.add(name + ": must be an object");
            return Optional.empty();
        }
        GrantType grant = checked(() -> members.choice("grant", GRANT_TYPES, "client_credentials", "refresh_token"));
        checkMembers(grant);
        URI apiBaseUrl = checked(this::apiBaseUrlOrNull);
        URI tokenUrl = checked(this::tokenUrl);
        ClientAuthentication authentication =
                checked(() -> members.choice("clientAuthentication", AUTHENTICATIONS, "basic", "post"));
        Duration lifetime = checked(() -> members.lifetime("defaultLifetime", DEFAULT_LIFETIME));
        Declaration declaration = id == null || tokenUrl == null || authentication == null || lifetime == null
                ? null
                : ofGrant(grant, new Common(id, new ProviderUrls(tokenUrl, apiBaseUrl), authentication, lifetime));
        checked(() -> members.text("scope"));
        return wrong.size() > before ? Optional.empty() : Optional.ofNullable(declaration);
    }

    private @Nullable Declaration ofGrant(@Nullable GrantType grant, Common common) {
        return grant == GrantType.REFRESH_TOKEN ? refreshing(common) : withClientCredentials(common);
    }

    private @Nullable Declaration withClientCredentials(Common common) {
        return checked(() -> new ProviderDeclaration(
                common.id,
                common.urls,
                common.authentication,
                members.text("scope").orElse(null),
                common.lifetime));
    }

    private @Nullable Declaration refreshing(Common common) {
        BodyFormat format = checked(() -> members.choice("body", BODIES, "form", "json"));
        OnLostResponse onLost = checked(() -> members.choice("onLostResponse", ON_LOST_RESPONSE, "stop", "retryOnce"));
        return format == null || onLost == null
                ? null
                : new RefreshDeclaration(
                        common.id,
                        common.urls,
                        new RefreshDeclaration.Client(common.authentication, true),
                        format,
                        common.lifetime,
                        onLost);
    }

    /** What {@code reading} gives; null where it is wrong, which is noted. */
    private <T> @Nullable T checked(Supplier<? extends @Nullable T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            String sentence = name + ": " + e.getMessage();
            if (!wrong.contains(sentence)) {
                wrong.add(sentence);
            }
            return null;
        }
    }

    private ProviderId id() {
        if (BUILT_IN.contains(name)) {
            throw new IllegalArgumentException("is a reserved name");
        }
        ProviderId id = new ProviderId(name);
        if (CacheSpace.isTaken(id)) {
            throw new IllegalArgumentException(
                    "is a reserved name: keys in Redis begin with it that are no provider's");
        }
        return id;
    }

    private void checkMembers(@Nullable GrantType grant) {
        body.fieldNames().forEachRemaining(member -> {
            // A refresh asks for no scope: what was granted stays granted.
            boolean ofGrant =
                    grant == GrantType.REFRESH_TOKEN ? MEMBERS_OF_REFRESHING.contains(member) : member.equals("scope");
            if (!MEMBERS.contains(member) && !ofGrant) {
                wrong.add(name + ": unknown member " + member);
            }
        });
    }

    /** Paths are put after it. */
    private @Nullable URI apiBaseUrlOrNull() {
        URI url = members.url("apiBaseUrl").orElse(null);
        if (url != null && url.getRawQuery() != null) {
            throw new IllegalArgumentException("apiBaseUrl must end before the query");
        }
        if (url != null && !url.normalize().equals(url)) {
            throw new IllegalArgumentException(
                    "apiBaseUrl must have no dot segments and no double slashes in its path");
        }
        return url;
    }

    private URI tokenUrl() {
        return members.url("tokenUrl").orElseThrow(() -> new IllegalArgumentException("tokenUrl is missing"));
    }
}
