package dev.jeton.identity.jwt;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What an access token of ours (RFC 9068) is to say.
 *
 * @param subject whom it is about
 * @param audiences for whom it is; empty = for whoever trusts us
 * @param claims besides the registered ones (RFC 7519 section 4.1), which are not among them: values of JSON
 */
public record JwtContent(String subject, Set<String> audiences, Duration lifetime, Map<String, Object> claims) {

    private static final Set<String> OURS_TO_WRITE = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

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
}
