package dev.jeton.identity.jose;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The algorithms that a token may be signed with (RFC 7518 section 3.1, RFC 8037): asymmetric ones only. A secret that is
 * shared has no place here, and {@code none} is no algorithm.
 */
public enum SignatureAlgorithm {
    RS256(JWSAlgorithm.RS256),
    RS384(JWSAlgorithm.RS384),
    RS512(JWSAlgorithm.RS512),
    PS256(JWSAlgorithm.PS256),
    PS384(JWSAlgorithm.PS384),
    PS512(JWSAlgorithm.PS512),
    ES256(JWSAlgorithm.ES256),
    ES384(JWSAlgorithm.ES384),
    ES512(JWSAlgorithm.ES512),
    /** With the curve Ed25519. */
    EDDSA(JWSAlgorithm.EdDSA);

    // A header of the library never changes; it says so with an annotation of another kind.
    @SuppressWarnings("ImmutableEnumChecker")
    private final JWSHeader header;

    SignatureAlgorithm(JWSAlgorithm algorithm) {
        this.header = new JWSHeader(algorithm);
    }

    /** As {@code alg} spells it; no other spelling is known. */
    public String label() {
        return header.getAlgorithm().getName();
    }

    /** The one with this label, in exactly this spelling. */
    public static Optional<SignatureAlgorithm> of(String label) {
        return Stream.of(values())
                .filter(algorithm -> algorithm.label().equals(label))
                .findFirst();
    }

    /** How the library is told. */
    JWSHeader header() {
        return header;
    }
}
