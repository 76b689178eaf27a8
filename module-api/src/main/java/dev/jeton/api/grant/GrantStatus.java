package dev.jeton.api.grant;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may see of a grant: never a secret.
 *
 * @param stateOrNull null = what is stored cannot be read
 * @param fingerprintOrNull of the access token; null = there is none
 * @param expiresAtOrNull of the access token
 */
public record GrantStatus(
        TokenKey key,
        long generation,
        GrantState.@Nullable Name stateOrNull,
        @Nullable Fingerprint fingerprintOrNull,
        @Nullable Instant expiresAtOrNull,
        @Nullable String lastErrorOrNull) {
    public static GrantStatus of(TokenKey key, Grant grant) {
        GrantedAccess access = grant.accessOrNull();
        return new GrantStatus(
                key,
                grant.generation(),
                grant.state().name(),
                access == null ? null : access.token().fingerprint(),
                access == null ? null : access.expiresAt(),
                grant.lastErrorOrNull());
    }

    /** Something is stored under {@code key} that cannot be read. */
    public static GrantStatus unreadable(TokenKey key, String why) {
        return new GrantStatus(key, 0, null, null, null, why);
    }

    /** {@code active}, {@code claimed}, {@code reauthorization_required} or {@code unreadable}. */
    public String state() {
        return stateOrNull == null ? "unreadable" : stateOrNull.toString();
    }

    public Optional<Fingerprint> fingerprint() {
        return Optional.ofNullable(fingerprintOrNull);
    }

    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAtOrNull);
    }

    public Optional<String> lastError() {
        return Optional.ofNullable(lastErrorOrNull);
    }
}
