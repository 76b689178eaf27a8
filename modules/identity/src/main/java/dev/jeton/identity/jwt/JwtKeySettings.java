package dev.jeton.identity.jwt;

import dev.jeton.identity.jose.ClaimRules;
import dev.jeton.identity.jose.SignatureAlgorithm;
import java.time.Duration;
import java.time.Instant;

/**
 * How our signing keys follow each other.
 *
 * @param algorithm of keys made from now on: ES256, RS256 or EdDSA
 * @param rotateAfter the age at which a key gets a successor
 * @param publishAhead how long a key is published before it signs
 * @param longestToken no token lives longer
 * @param cachedFor how long some process may go by keys that it read
 */
public record JwtKeySettings(
        SignatureAlgorithm algorithm,
        Duration rotateAfter,
        Duration publishAhead,
        Duration longestToken,
        Duration cachedFor) {

    private static final Duration LONGEST_MAX_AGE = Duration.ofMinutes(15);
    private static final int LOOKS_WHILE_AHEAD = 4;

    /** @throws IllegalArgumentException naming what does not go together */
    public JwtKeySettings {
        if (publishAhead.isNegative() || longestToken.isNegative() || cachedFor.isNegative()) {
            throw new IllegalArgumentException("publishAhead, longestToken and cachedFor must not be negative");
        }
        if (rotateAfter.compareTo(publishAhead) <= 0) {
            throw new IllegalArgumentException(
                    "rotateAfter must be longer than publishAhead: a key has to sign for a while");
        }
    }

    /** ES256, a new key every 30 days, published an hour ahead; tokens of a day at most, keys cached for a day (D-06). */
    public static JwtKeySettings defaults() {
        return new JwtKeySettings(
                SignatureAlgorithm.ES256,
                Duration.ofDays(30),
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofDays(1));
    }

    /** The same with another algorithm. */
    public JwtKeySettings with(SignatureAlgorithm other) {
        return new JwtKeySettings(other, rotateAfter, publishAhead, longestToken, cachedFor);
    }

    /** How long others may cache the key set; what they have is renewed several times before a new key signs. */
    public Duration maxAge() {
        Duration share = publishAhead.dividedBy(LOOKS_WHILE_AHEAD);
        return share.compareTo(LONGEST_MAX_AGE) < 0 ? share : LONGEST_MAX_AGE;
    }

    /**
     * Until when a key must be trusted whose successor signs from {@code takenOver} on: who has not heard of that may sign
     * with it for {@link #cachedFor} yet, and what is signed last lives for {@link #longestToken}.
     */
    Instant trustedUntil(Instant takenOver) {
        return takenOver.plus(cachedFor).plus(longestToken).plus(ClaimRules.TOLERANCE);
    }
}
