package dev.jeton.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a token without giving it away: the first 16 hex digits, in lower case, of the SHA-256 of its value.
 */
public record Fingerprint(String value) {

    private static final int HEX_DIGITS = 16;

    /** @throws IllegalArgumentException if {@code value} is not 16 lower-case hex digits */
    public Fingerprint {
        if (value.length() != HEX_DIGITS || !Words.isMadeOf(value, Fingerprint::isHex)) {
            throw new IllegalArgumentException("fingerprint must be 16 lower-case hex digits");
        }
    }

    /** The fingerprint of the token with value {@code token}. */
    public static Fingerprint of(String token) {
        return ofUtf8(token.getBytes(StandardCharsets.UTF_8));
    }

    /** The fingerprint of a token whose characters are these, for one of which no string is made. */
    public static Fingerprint ofUtf8(byte[] token) {
        byte[] digest = sha256().digest(token);
        return new Fingerprint(HexFormat.of().formatHex(digest, 0, HEX_DIGITS / 2));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
