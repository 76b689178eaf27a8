package dev.jeton.identity.jose;

import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.JwtVerdict.Reason;

/**
 * Looks at tokens, in one order for all of them: form, header, key, signature, and only then what the token says. Until its
 * signature is known to be right a token is bytes from a stranger.
 */
public final class JwtCheck {

    /** Where the keys of one issuer are found. */
    public interface Keys {

        /**
         * The trusted key that a token with this header must be signed with.
         *
         * @throws Refused as {@link Reason#UNKNOWN_KEY} if there is none
         */
        VerificationKey find(SignatureAlgorithm algorithm, JoseHeader header) throws Refused;
    }

    private final HeaderRules headers;
    private final Keys keys;
    private final ClaimRules claims;
    private final TimeSource time;

    public JwtCheck(HeaderRules headers, Keys keys, ClaimRules claims, TimeSource time) {
        this.headers = headers;
        this.keys = keys;
        this.claims = claims;
        this.time = time;
    }

    /** What {@code token} is worth now. Whatever {@link Keys} throws besides {@link Refused} goes through. */
    public JwtVerdict look(String token) {
        try {
            CompactJwt jwt = CompactJwt.parse(token);
            checkSignature(jwt);
            return claims.valid(jwt.claims(), time.now());
        } catch (Refused e) {
            return new JwtVerdict.Invalid(e.reason());
        }
    }

    private void checkSignature(CompactJwt jwt) throws Refused {
        SignatureAlgorithm algorithm = headers.check(jwt.header());
        VerificationKey key = keys.find(algorithm, jwt.header());
        if (!key.fits(algorithm)) {
            throw new Refused(Reason.ALGORITHM_NOT_ALLOWED);
        }
        if (!key.hasSigned(jwt, algorithm)) {
            throw new Refused(Reason.WRONG_SIGNATURE);
        }
    }
}
