package dev.jeton.providers.oauth;

import dev.jeton.api.ProviderId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client-credentials provider described by data instead of code.
 *
 * @param tokenUrl {@code https}, or {@code http} on a loopback address; no tenant can change it
 * @param scopeOrNull null = left open, to be filled by the tenant's credentials
 */
public record ProviderDeclaration(
        ProviderId id,
        URI tokenUrl,
        ClientAuthentication authentication,
        @Nullable String scopeOrNull,
        Duration defaultLifetime)
        implements Declaration {

    public Optional<String> scope() {
        return Optional.ofNullable(scopeOrNull);
    }
}
