package dev.jeton.identity.jwt;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.CompactJwt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Signs tokens with the key whose turn it is. */
public final class JwtIssuer {

    /** {@code typ} of what we sign: access tokens (RFC 9068 section 2.1). */
    static final String TYPE = "at+jwt";

    private final SigningKeys keys;
    private final String issuer;
    private final TimeSource time;

    /** @param issuer our name, {@code iss} */
    public JwtIssuer(SigningKeys keys, String issuer, TimeSource time) {
        this.keys = keys;
        this.issuer = issuer;
        this.time = time;
    }

    /**
     * A token that says {@code content}, good from now on.
     *
     * @throws InvalidRequest if it would live longer than a token may, or be longer than one may be
     */
    public IssuedJwt issue(JwtContent content) {
        if (content.lifetime().compareTo(keys.settings().longestToken()) > 0) {
            throw new InvalidRequest(
                    "lifetime: longer than " + keys.settings().longestToken().toSeconds() + " s");
        }
        String id = UUID.randomUUID().toString();
        Instant now = time.now().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plusSeconds(content.lifetime().toSeconds());
        String token = keys.signing(expiresAt).sign(TYPE, claims(content, id, now, expiresAt));
        if (token.length() > CompactJwt.LONGEST) {
            throw new InvalidRequest("claims: longer than any token may be");
        }
        return new IssuedJwt(AccessToken.bearer(token), id, expiresAt);
    }

    private Map<String, Object> claims(JwtContent content, String id, Instant now, Instant expiresAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", content.subject());
        if (!content.audiences().isEmpty()) {
            claims.put("aud", List.copyOf(content.audiences()));
        }
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        claims.put("jti", id);
        claims.putAll(content.claims());
        return claims;
    }
}
