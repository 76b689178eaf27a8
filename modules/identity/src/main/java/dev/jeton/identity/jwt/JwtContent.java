package dev.jeton.identity.jwt;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a token of ours is to say.
 *
 * @param subject whom it is about
 * @param audiences for whom it is; empty = for whoever trusts us
 * @param claims besides the registered ones (RFC 7519 section 4.1), which are not among them: values of JSON
 */
public record JwtContent(
        Kind kind, String subject, Set<String> audiences, Duration lifetime, Map<String, Object> claims) {

    private static final Set<String> OURS_TO_WRITE = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    /** What kind of token it is. */
    public enum Kind {
        /** An access token (RFC 9068). */
        ACCESS("at+jwt"),
        /** Any other. */
        GENERAL("JWT");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As {@code typ} names it. */
        String type() {
            return type;
        }
    }

    /** @throws IllegalArgumentException naming what is wrong */
    public JwtContent {
        audiences = Set.copyOf(audiences);
        claims = Map.copyOf(claims);
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("subject must not be empty");
        }
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("lifetime must be at least a second");
        }
        if (claims.keySet().stream().anyMatch(OURS_TO_WRITE::contains)) {
            throw new IllegalArgumentException("claims must hold none of the registered ones");
        }
    }

    /** An access token for whoever trusts us. */
    public static JwtContent access(String subject, Duration lifetime, Map<String, Object> claims) {
        return new JwtContent(Kind.ACCESS, subject, Set.of(), lifetime, claims);
    }

    /** The same for these alone. */
    public JwtContent to(Set<String> others) {
        return new JwtContent(kind, subject, others, lifetime, claims);
    }
}
