package dev.jeton.app.caller;

import dev.jeton.api.TokenException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a JWT is good, and what it says: signed by us, or by an issuer of CALLERS_FILE, for us, and at this time. It is asked for every
 * request, so it has to know by itself what it has verified a moment ago.
 */
@FunctionalInterface
public interface JwtCheck {

    /** What CALLERS_FILE calls us. */
    String OURSELVES = "jeton";

    /** The claim that names whose a JWT is (RFC 7519 section 4.1.2). */
    String SUBJECT = "sub";

    /**
     * What the JWT says; empty = it is not good, for whichever reason.
     *
     * @throws TokenException if nobody can tell, because the issuer's keys cannot be had
     */
    Optional<Verified> check(String compact);

    /** Looks at every JWT anew from now on: after a key was revoked. */
    default void forget() {}

    /**
     * A good JWT.
     *
     * @param issuer the {@code id} that CALLERS_FILE gives its issuer, or {@link #OURSELVES}
     * @param claims by name: strings, numbers, booleans, lists and maps of them
     */
    record Verified(String issuer, Map<String, Object> claims, Instant expiresAt) {}

    /** Where there are no JWTs. */
    static JwtCheck none() {
        return compact -> Optional.empty();
    }
}
