package dev.jeton.identity.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Keys of Ed25519 between their two spellings: JWK (RFC 8037) and what the JDK reads (RFC 8410). The library that does the
 * other curves would need one more library for this one; the JDK needs none.
 */
final class Ed25519 {

    static final String NAME = "Ed25519";

    /** Of a key; everything before it is the same for all of them (RFC 8410 section 4 and 7). */
    private static final int LENGTH = 32;

    private static final byte[] BEFORE_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] BEFORE_PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    /** A new pair. */
    static OctetKeyPair generate(String keyId) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
        return new OctetKeyPair.Builder(
                        Curve.Ed25519, lastBytes(pair.getPublic().getEncoded()))
                .d(lastBytes(pair.getPrivate().getEncoded()))
                .keyID(keyId)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(SignatureAlgorithm.EDDSA.header().getAlgorithm())
                .build();
    }

    private static Base64URL lastBytes(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length));
    }

    static PublicKey publicKey(OctetKeyPair jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME)
                .generatePublic(new X509EncodedKeySpec(joined(BEFORE_PUBLIC, jwk.getDecodedX())));
    }

    static PrivateKey privateKey(OctetKeyPair jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME)
                .generatePrivate(new PKCS8EncodedKeySpec(joined(BEFORE_PRIVATE, jwk.getDecodedD())));
    }

    private static byte[] joined(byte[] before, byte[] key) throws GeneralSecurityException {
        if (key.length != LENGTH) {
            throw new GeneralSecurityException("a key of Ed25519 has " + LENGTH + " bytes");
        }
        byte[] joined = Arrays.copyOf(before, before.length + LENGTH);
        System.arraycopy(key, 0, joined, before.length, LENGTH);
        return joined;
    }
}
