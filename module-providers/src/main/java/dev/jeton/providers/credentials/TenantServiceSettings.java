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

    /** @throws IllegalArgumentException if a value cannot be used; the message never repeats the bearer */
    public TenantServiceSettings {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null || isMoreThanPath(url)) {
            throw new IllegalArgumentException("url must be http://host or https://host, with or without a path");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive");
        }
        // Checked here, for the HTTP client would repeat in its message what it cannot send.
        if (bearerOrNull != null && !bearerOrNull.reveal(TenantServiceSettings::isVisible)) {
            throw new IllegalArgumentException("bearer must be visible ASCII characters");
        }
    }

    private static boolean isMoreThanPath(URI url) {
        return url.getQuery() != null || url.getFragment() != null;
    }

    private static boolean isVisible(char[] characters) {
        for (char c : characters) {
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return characters.length > 0;
    }

    Optional<Secret> bearer() {
        return Optional.ofNullable(bearerOrNull);
    }

    String base() {
        return url.toString().replaceAll("/+$", "");
    }
}
