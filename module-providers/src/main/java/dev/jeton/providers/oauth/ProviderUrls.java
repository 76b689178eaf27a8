package dev.jeton.providers.oauth;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a declared provider is; no tenant can change it. Each is {@code https}, or {@code http} on a loopback address.
 *
 * @param token where its tokens are issued
 * @param apiOrNull what the API begins with that its tokens are for; null = it is not known
 */
public record ProviderUrls(URI token, @Nullable URI apiOrNull) {

    public Optional<URI> api() {
        return Optional.ofNullable(apiOrNull);
    }
}
