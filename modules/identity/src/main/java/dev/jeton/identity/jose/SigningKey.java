package dev.jeton.identity.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A key pair that signs: ES256, RS256 with 2048 bits, or EdDSA with Ed25519. {@code toString} prints nothing private. */
public final class SigningKey {

    private static final int RSA_BITS = 2048;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** Signs bytes. */
    private interface Signer {
        byte[] sign(byte[] input) throws JOSEException, GeneralSecurityException;
    }

    private final SignatureAlgorithm algorithm;
    private final JWK pair;
    private final Signer signer;

    private SigningKey(SignatureAlgorithm algorithm, JWK pair) throws JOSEException, GeneralSecurityException {
        this.algorithm = algorithm;
        this.pair = pair;
        this.signer = signer(pair, algorithm);
    }

    /**
     * A new pair with this id.
     *
     * @throws IllegalArgumentException if {@code algorithm} is not one of the three
     */
    public static SigningKey generate(SignatureAlgorithm algorithm, String id) {
        try {
            return new SigningKey(algorithm, generatedPair(algorithm, id));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot make keys for " + algorithm.label(), e);
        }
    }

    private static JWK generatedPair(SignatureAlgorithm algorithm, String id)
            throws JOSEException, GeneralSecurityException {
        return switch (algorithm) {
            case ES256 ->
                new ECKeyGenerator(Curve.P_256)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm.header().getAlgorithm())
                        .generate();
            case RS256 ->
                new RSAKeyGenerator(RSA_BITS)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm.header().getAlgorithm())
                        .generate();
            case EDDSA -> Ed25519.generate(id);
            default -> throw new IllegalArgumentException("tokens of ours are signed with ES256, RS256 or EdDSA");
        };
    }

    /** The pair that {@code jwk} (RFC 7517, JSON) is; empty = none, or one whose private half is not there. */
    public static Optional<SigningKey> of(String jwk) {
        try {
            JWK pair = JWK.parse(jwk);
            if (!pair.isPrivate() || pair.getAlgorithm() == null) {
                return Optional.empty();
            }
            Optional<SignatureAlgorithm> algorithm =
                    SignatureAlgorithm.of(pair.getAlgorithm().getName());
            return algorithm.isEmpty() ? Optional.empty() : Optional.of(new SigningKey(algorithm.get(), pair));
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Signer signer(JWK pair, SignatureAlgorithm algorithm)
            throws JOSEException, GeneralSecurityException {
        return switch (pair) {
            case ECKey ec -> by(new ECDSASigner(ec), algorithm);
            case RSAKey rsa -> by(new RSASSASigner(rsa), algorithm);
            case OctetKeyPair okp -> byEd25519(Ed25519.privateKey(okp));
            default -> throw new JOSEException("no key that signs");
        };
    }

    private static Signer by(JWSSigner signer, SignatureAlgorithm algorithm) {
        return input -> signer.sign(algorithm.header(), input).decode();
    }

    private static Signer byEd25519(PrivateKey key) {
        return input -> {
            Signature signature = Signature.getInstance(Ed25519.NAME);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        };
    }

    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The public half (RFC 7517), as JSON. */
    public String publicJwk() {
        return pair.toPublicJWK().toJSONString();
    }

    /** The whole pair, as JSON: to be sealed, never to be shown. */
    public String privateJwk() {
        return pair.toJSONString();
    }

    /** A token in compact form that says {@code claims}: values of JSON, that is texts, numbers, booleans, lists and maps. */
    public String sign(String type, Map<String, ?> claims) {
        Map<String, String> header = Map.of("alg", algorithm.label(), "typ", type, "kid", pair.getKeyID());
        String input = encoded(header) + "." + encoded(claims);
        return input + "." + BASE64URL.encodeToString(signature(input));
    }

    private static String encoded(Map<String, ?> members) {
        return BASE64URL.encodeToString(PlainJson.text(members).getBytes(UTF_8));
    }

    byte[] signature(String input) {
        try {
            return signer.sign(input.getBytes(US_ASCII));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot sign with " + algorithm.label(), e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + pair.getKeyID() + ", " + algorithm + "]";
    }
}
