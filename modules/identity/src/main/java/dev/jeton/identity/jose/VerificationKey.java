package dev.jeton.identity.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public key that signatures are checked with, and for which algorithms: those that fit its type and curve, and of these the
 * one that it names itself, if it does. A token never chooses beyond that (RFC 8725 section 3.1).
 */
public final class VerificationKey {

    private static final int SHORTEST_RSA = 2048;
    /** A longer one would keep us busy with every token that names it. */
    private static final int LONGEST_RSA = 8192;

    private static final Set<SignatureAlgorithm> OF_RSA =
            EnumSet.range(SignatureAlgorithm.RS256, SignatureAlgorithm.PS512);

    private final @Nullable String id;
    private final Set<SignatureAlgorithm> algorithms;
    private final SignatureCheck check;

    private VerificationKey(@Nullable String id, Set<SignatureAlgorithm> algorithms, SignatureCheck check) {
        this.id = id;
        this.algorithms = algorithms;
        this.check = check;
    }

    /** The public half of the key that {@code jwk} (RFC 7517, JSON) is; empty = none that may check signatures here. */
    public static Optional<VerificationKey> of(String jwk) {
        try {
            return of(JWK.parse(jwk));
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<VerificationKey> of(JWK key) throws JOSEException, GeneralSecurityException {
        Set<SignatureAlgorithm> algorithms = algorithms(key);
        if (algorithms.isEmpty() || !isForSignatures(key)) {
            return Optional.empty();
        }
        return Optional.of(new VerificationKey(key.getKeyID(), algorithms, check(key)));
    }

    private static boolean isForSignatures(JWK key) {
        KeyUse use = key.getKeyUse();
        Set<KeyOperation> operations = key.getKeyOperations();
        return (use == null || use.equals(KeyUse.SIGNATURE))
                && (operations == null || operations.contains(KeyOperation.VERIFY));
    }

    private static Set<SignatureAlgorithm> algorithms(JWK key) {
        Set<SignatureAlgorithm> fitting = fitting(key);
        if (key.getAlgorithm() == null) {
            return fitting;
        }
        return SignatureAlgorithm.of(key.getAlgorithm().getName())
                .filter(fitting::contains)
                .map(Set::of)
                .orElseGet(Set::of);
    }

    private static Set<SignatureAlgorithm> fitting(JWK key) {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= SHORTEST_RSA && rsa.size() <= LONGEST_RSA -> OF_RSA;
            case ECKey ec when ec.getCurve().equals(Curve.P_256) -> Set.of(SignatureAlgorithm.ES256);
            case ECKey ec when ec.getCurve().equals(Curve.P_384) -> Set.of(SignatureAlgorithm.ES384);
            case ECKey ec when ec.getCurve().equals(Curve.P_521) -> Set.of(SignatureAlgorithm.ES512);
            case OctetKeyPair pair when pair.getCurve().equals(Curve.Ed25519) -> Set.of(SignatureAlgorithm.EDDSA);
            default -> Set.of();
        };
    }

    private static SignatureCheck check(JWK key) throws JOSEException, GeneralSecurityException {
        return switch (key) {
            case RSAKey rsa -> SignatureCheck.of(new RSASSAVerifier(rsa.toRSAPublicKey()));
            case ECKey ec -> SignatureCheck.of(new ECDSAVerifier(ec.toECPublicKey()));
            case OctetKeyPair pair -> SignatureCheck.ofEd25519(Ed25519.publicKey(pair));
            default -> throw new JOSEException("no key for signatures");
        };
    }

    /** Its {@code kid}. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** What it may be used with. */
    public boolean fits(SignatureAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Whether {@code token} was signed by the owner of this key, with {@code algorithm}, which must fit. */
    public boolean hasSigned(CompactJwt token, SignatureAlgorithm algorithm) {
        return fits(algorithm) && check.hasSigned(algorithm, token.signingInput(), token.signature());
    }

    @Override
    public String toString() {
        return "VerificationKey[" + id + ", " + algorithms + "]";
    }
}
