package dev.jeton.identity.jose;

import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.Optional;

/** The public half of a key (RFC 7517), as JSON. */
public final class PublicJwk {

    private PublicJwk() {}

    /** That of the asymmetric key that {@code jwk} is, with its private half or without; empty = it is none. */
    public static Optional<String> of(String jwk) {
        try {
            return Optional.ofNullable(JWK.parse(jwk).toPublicJWK()).map(JWK::toJSONString);
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
