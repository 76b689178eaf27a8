package dev.jeton.api.identity;

import dev.jeton.api.port.SealLabel;
import java.time.Instant;
import java.util.List;

/**
 * A key pair that signs our JWTs (RFC 7515). It signs from {@code signsFrom} until a newer one does, and is published and
 * trusted as long as it lives: the overlap in which what it has signed runs out.
 *
 * @param id its {@code kid}
 * @param algorithm as {@code alg} spells it (RFC 7518): {@code ES256}, {@code RS256} or {@code EdDSA}
 * @param publicJwk the public half (RFC 7517), as JSON
 * @param sealedPrivate the whole pair as JSON, sealed under {@link #label}, in base64url without padding
 * @param signsFrom published before it signs, so that whoever caches key sets knows it in time; in whole milliseconds
 */
public record JwtKey(RowId id, String algorithm, String publicJwk, String sealedPrivate, Instant signsFrom, Life life)
        implements IdentityRow {

    public JwtKey {
        signsFrom = Instant.ofEpochMilli(signsFrom.toEpochMilli());
    }

    /** What the private half is sealed under. */
    public static SealLabel label(RowId id) {
        return new SealLabel("jwt-key", List.of(id.value()));
    }

    /** The same with another life. */
    public JwtKey with(Life changed) {
        return new JwtKey(id, algorithm, publicJwk, sealedPrivate, signsFrom, changed);
    }

    /** Without the private half, sealed or not. */
    @Override
    public String toString() {
        return "JwtKey[" + id + ", " + algorithm + "]";
    }
}
