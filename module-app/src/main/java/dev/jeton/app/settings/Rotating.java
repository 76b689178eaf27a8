package dev.jeton.app.settings;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Secret;
import dev.jeton.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to do with refresh tokens that rotate, and with what is kept for good.
 *
 * @param wanted whether something says that a store is needed: then the process does not start without it
 * @param storeOrNull where grants are kept; null = there is nothing to seal them with, and nobody has allowed plain text
 * @param databaseOrNull where tenants' credentials are kept, as far as no {@link TokenStore.Vault} does; null = nowhere
 * @param environmentConnection whose refresh token QONTAK_REFRESH_TOKEN is
 * @param seedOrNull QONTAK_REFRESH_TOKEN
 * @param exerciseAfterOrNull how long after the end of its last access token a connection is used that nobody asks for; null =
 *     never
 */
public record Rotating(
        boolean wanted,
        Path dataDirectory,
        @Nullable TokenStore storeOrNull,
        @Nullable StoreSettings databaseOrNull,
        Upstream upstream,
        TokenKey environmentConnection,
        @Nullable Secret seedOrNull,
        @Nullable Duration exerciseAfterOrNull) {
    /** How the provider is asked, and how long a claim that ran out is respected. */
    public record Upstream(URI qontakTokenUrl, Duration takeoverPatience) {}

    public Optional<TokenStore> store() {
        return Optional.ofNullable(storeOrNull);
    }

    public Optional<StoreSettings> database() {
        return Optional.ofNullable(databaseOrNull);
    }

    public Optional<Duration> exerciseAfter() {
        return Optional.ofNullable(exerciseAfterOrNull);
    }

    public Optional<Secret> seed() {
        return Optional.ofNullable(seedOrNull);
    }
}
