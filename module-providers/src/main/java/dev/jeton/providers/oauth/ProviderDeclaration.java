package dev.jeton.providers.oauth;

import dev.jeton.api.ProviderId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client-credentials provider described by data instead of code.
 *
 * @param scopeOrNull null = left open, to be filled by the tenant's credentials
 */
public record ProviderDeclaration(
        ProviderId id,
        ProviderUrls urls,
        ClientAuthentication authentication,
        @Nullable String scopeOrNull,
        Duration defaultLifetime)
        implements Declaration {

    public Optional<String> scope() {
        return Optional.ofNullable(scopeOrNull);
    }
}
