package dev.jeton.identity.jose;

import dev.jeton.identity.jose.JwtVerdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a genuine token must say to be good: by whom and for whom it is, and when.
 *
 * @param issuerOrNull what {@code iss} must be, to the letter; null = it is not looked at
 */
public record ClaimRules(@Nullable String issuerOrNull, AudienceRule audience, ClaimNames names) {

    /** How far the clocks of two machines may be apart. */
    public static final Duration TOLERANCE = Duration.ofSeconds(30);

    JwtVerdict.Valid valid(JwtClaims claims, Instant now) throws Refused {
        Instant expiresAt = claims.moment("exp").orElseThrow(() -> new Refused(Reason.WRONG_CLAIMS));
        checkParties(claims);
        if (!now.minus(TOLERANCE).isBefore(expiresAt)) {
            throw new Refused(Reason.EXPIRED);
        }
        checkBegun(claims.moment("nbf"), now);
        checkBegun(claims.moment("iat"), now);
        return new JwtVerdict.Valid(
                claims.id(names.subject()).orElse(null),
                claims.id(names.organization()).orElse(null),
                claims.readableTexts(names.roles()),
                expiresAt,
                claims.members());
    }

    private void checkParties(JwtClaims claims) throws Refused {
        Optional<String> issuer = claims.text("iss");
        if (issuerOrNull != null && !issuer.equals(Optional.of(issuerOrNull))) {
            throw new Refused(Reason.WRONG_ISSUER);
        }
        if (!audience.allows(claims.texts("aud"))) {
            throw new Refused(Reason.WRONG_AUDIENCE);
        }
    }

    private static void checkBegun(Optional<Instant> moment, Instant now) throws Refused {
        if (moment.isPresent() && moment.get().isAfter(now.plus(TOLERANCE))) {
            throw new Refused(Reason.NOT_YET_VALID);
        }
    }
}
