package dev.jeton.api.identity;

import dev.jeton.api.port.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a token's value, 64 hex digits in lower case: all that is kept of it. Values have 256 random bits, so nobody
 * finds one by trying, and a salt or a slow hash would add nothing.
 */
public record TokenHash(String value) {

    private static final int HEX_DIGITS = 64;

    /** @throws IllegalArgumentException if {@code value} is not 64 lower-case hex digits */
    public TokenHash {
        if (value.length() != HEX_DIGITS || !isHex(value)) {
            throw new IllegalArgumentException("hash must be 64 lower-case hex digits");
        }
    }

    /** A loop by hand: a hash is made for every request that shows an API token. */
    private static boolean isHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    /** Of the token with this value. */
    public static TokenHash of(Secret token) {
        return token.revealUtf8(utf8 -> new TokenHash(HexFormat.of().formatHex(sha256().digest(utf8))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Enough to tell two apart, and nothing that a token could be found by. */
    @Override
    public String toString() {
        return value.substring(0, 16);
    }
}
