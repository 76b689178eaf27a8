package dev.jeton.identity;

import dev.jeton.identity.jwt.JwtKeySettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long things live, and what our JWTs say of whom they are from.
 *
 * @param keys how signing keys follow each other
 * @param issuer {@code iss} of our JWTs
 * @param audienceOrNull {@code aud} of them; null = none
 * @param accessToken how long a JWT lives that comes with a session
 * @param session how long a refresh token lives
 * @param kept how long rows are kept that are over
 * @param keysBelieved how long a process goes by signing keys that it has read, without a look into the cache
 */
public record IdentitySettings(
        JwtKeySettings keys,
        String issuer,
        @Nullable String audienceOrNull,
        Duration accessToken,
        Duration session,
        Duration kept,
        Duration keysBelieved) {

    public static final IdentitySettings DEFAULT = new IdentitySettings(
            JwtKeySettings.defaults(),
            "jeton",
            null,
            Duration.ofMinutes(15),
            Duration.ofDays(30),
            Duration.ofDays(30),
            Duration.ofSeconds(1));

    /** @throws IllegalArgumentException naming what does not go together */
    public IdentitySettings {
        if (accessToken.compareTo(keys.longestToken()) > 0) {
            throw new IllegalArgumentException("an access token must not live longer than its key is trusted for");
        }
        if (issuer.isBlank() || !accessToken.isPositive() || !session.isPositive() || kept.isNegative()) {
            throw new IllegalArgumentException("the issuer must not be blank, and lives must be longer than nothing");
        }
    }

    /** The same, with keys that are believed for so long. */
    public IdentitySettings believingKeysFor(Duration time) {
        return new IdentitySettings(keys, issuer, audienceOrNull, accessToken, session, kept, time);
    }

    public Optional<String> audience() {
        return Optional.ofNullable(audienceOrNull);
    }
}
