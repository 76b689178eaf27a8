package dev.jeton.identity.tokens;

import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.port.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The kinds of token values: a prefix by which people and scanners know them, and 256 random bits in base64url. What is shaped
 * otherwise is none of ours, and no store is asked for it.
 */
enum TokenPrefix {
    API("jta_"),
    VERIFICATION("jtv_"),
    REFRESH("jtr_");

    private static final int RANDOM_BYTES = 32;
    /** 256 bits are 42 characters of six bits and one of four: its last two bits are zero. */
    private static final int CHARACTERS = 43;

    private static final String LAST = "AEIMQUYcgkosw048";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String prefix;

    TokenPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** A new value; whoever asked for it wipes it. */
    Secret random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(bytes);
        char[] value = new char[prefix.length() + encoded.length];
        try {
            prefix.getChars(0, prefix.length(), value, 0);
            for (int i = 0; i < encoded.length; i++) {
                value[prefix.length() + i] = (char) encoded[i];
            }
            return Secret.copyOf(value, 0, value.length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(value, '\0');
        }
    }

    /** The hash of {@code presented}; empty = it cannot be a value of this kind. */
    Optional<TokenHash> hash(Secret presented) {
        return presented.reveal(this::isShaped) ? Optional.of(TokenHash.of(presented)) : Optional.empty();
    }

    private boolean isShaped(char[] value) {
        if (value.length != prefix.length() + CHARACTERS) {
            return false;
        }
        for (int i = 0; i < value.length; i++) {
            boolean right = i < prefix.length() ? value[i] == prefix.charAt(i) : isBase64Url(value[i]);
            if (!right) {
                return false;
            }
        }
        return LAST.indexOf(value[value.length - 1]) >= 0;
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
