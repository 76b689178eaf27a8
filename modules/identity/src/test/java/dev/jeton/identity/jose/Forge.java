package dev.jeton.identity.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes tokens by hand, such as nobody should as well. */
public final class Forge {

    private Forge() {}

    public static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static String part(String text) {
        return part(text.getBytes(UTF_8));
    }

    public static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    /** An object of these members, whose values are written as they are. */
    public static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** As a value of JSON. */
    public static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    public static String signed(SigningKey key, String header, String payload) {
        return signed(key, header.getBytes(UTF_8), payload.getBytes(UTF_8));
    }

    public static String signed(SigningKey key, byte[] header, byte[] payload) {
        String input = part(header) + "." + part(payload);
        return input + "." + part(key.signature(input));
    }

    /** Signed with a shared secret. */
    static String signedWithSecret(String mac, byte[] secret, String header, String payload) {
        String input = part(header) + "." + part(payload);
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(secret, mac));
            return input + "." + part(hmac.doFinal(input.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
