package dev.jeton.providers.credentials;

import dev.jeton.api.port.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the Tenant Service is.
 *
 * @param url {@code http} or {@code https}, with or without a path
 * @param timeout of one look-up, retries included
 * @param bearerOrNull sent as {@code Authorization: Bearer}; null = none
 */
public record TenantServiceSettings(
        URI url, Duration timeout, @Nullable Secret bearerOrNull) {

    Optional<Secret> bearer() {
        return Optional.ofNullable(bearerOrNull);
    }

    String base() {
        return url.toString().replaceAll("/+$", "");
    }
}
