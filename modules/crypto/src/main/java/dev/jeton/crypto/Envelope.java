package dev.jeton.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jeton.api.port.Unopenable;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sealed value as it is stored, version 1: {@code {"v":1,"kid":…,"iv":…,"ct":…}}, the nonce and the ciphertext with its
 * tag in standard, padded base64. There is exactly one spelling of an envelope, without blanks and in this order; another
 * one was not written by us.
 */
final class Envelope {

    static final int VERSION = 1;

    private static final int LONGEST =
            200 + Math.ceilDiv(KeyRing.LONGEST_PLAIN + AesKey.NONCE_LENGTH + AesKey.TAG_LENGTH, 3) * 4;

    private final String keyId;
    private final byte[] nonce;
    private final byte[] ciphertext;

    Envelope(String keyId, byte[] nonce, byte[] ciphertext) {
        this.keyId = keyId;
        this.nonce = nonce;
        this.ciphertext = ciphertext;
    }

    /** @throws Unopenable if these bytes are not what {@link #toBytes} writes */
    static Envelope read(byte[] bytes) throws Unopenable {
        if (bytes.length > LONGEST) {
            throw new Unopenable("longer than any envelope");
        }
        Map<String, @Nullable Object> members = EnvelopeReader.members(bytes);
        if (!members.containsKey("ct")) {
            throw new Unopenable("not encrypted");
        }
        if (!Long.valueOf(VERSION).equals(members.get("v"))) {
            throw new Unopenable("another version");
        }
        Envelope envelope = of(members);
        if (!Arrays.equals(envelope.toBytes(), bytes)) {
            throw new Unopenable("malformed envelope");
        }
        return envelope;
    }

    private static Envelope of(Map<String, @Nullable Object> members) throws Unopenable {
        if (!(members.get("kid") instanceof String keyId) || !EncryptionKey.isId(keyId)) {
            throw new Unopenable("malformed envelope");
        }
        Envelope envelope = new Envelope(keyId, decode(members.get("iv")), decode(members.get("ct")));
        if (envelope.nonce.length != AesKey.NONCE_LENGTH || envelope.ciphertext.length < AesKey.TAG_LENGTH) {
            throw new Unopenable("malformed envelope");
        }
        return envelope;
    }

    private static byte[] decode(@Nullable Object member) throws Unopenable {
        if (member instanceof String text) {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new Unopenable("malformed envelope");
            }
        }
        throw new Unopenable("malformed envelope");
    }

    /** Neither a key id nor base64 has a character that JSON would escape. */
    byte[] toBytes() {
        Base64.Encoder base64 = Base64.getEncoder();
        return ("{\"v\":" + VERSION + ",\"kid\":\"" + keyId + "\",\"iv\":\"" + base64.encodeToString(nonce)
                        + "\",\"ct\":\"" + base64.encodeToString(ciphertext) + "\"}")
                .getBytes(US_ASCII);
    }

    String keyId() {
        return keyId;
    }

    byte[] nonce() {
        return nonce;
    }

    byte[] ciphertext() {
        return ciphertext;
    }
}
