package dev.jeton.identity.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** Whether one key has signed something. What is no signature at all is simply none of the key's. */
interface SignatureCheck {

    boolean hasSigned(SignatureAlgorithm algorithm, byte[] input, byte[] signature);

    /** As the library checks. */
    static SignatureCheck of(JWSVerifier verifier) {
        return (algorithm, input, signature) -> {
            try {
                return verifier.verify(algorithm.header(), input, Base64URL.encode(signature));
            } catch (JOSEException e) {
                return false;
            }
        };
    }

    /** As the JDK checks Ed25519. */
    static SignatureCheck ofEd25519(PublicKey key) {
        return (algorithm, input, signature) -> {
            try {
                Signature check = Signature.getInstance(Ed25519.NAME);
                check.initVerify(key);
                check.update(input);
                return check.verify(signature);
            } catch (GeneralSecurityException e) {
                return false;
            }
        };
    }
}
