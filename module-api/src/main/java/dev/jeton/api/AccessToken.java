package dev.jeton.api;

/**
 * An access token as it is sent to an API. Its value stays a string because every answer hands it out again; what is
 * wiped after use are the credentials it was bought with. {@code toString} prints the fingerprint only.
 *
 * @param value 1 to 16384 visible ASCII characters (RFC 6749 appendix A.12, without the space, which no header carries
 *     safely)
 * @param type the token type as an {@code Authorization} header spells it, {@code Bearer} (RFC 6750)
 */
public record AccessToken(String value, String type, Fingerprint fingerprint) {

    public static final String BEARER = "Bearer";

    private static final int MAX_LENGTH = 16_384;
    private static final int MAX_TYPE_LENGTH = 64;

    /** @throws IllegalArgumentException if the value has another shape; the message never repeats it */
    public AccessToken {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !Words.isMadeOf(value, AccessToken::isVisible)) {
            throw new IllegalArgumentException("access token must be 1 to 16384 visible ASCII characters");
        }
        if (!Words.isWord(type, MAX_TYPE_LENGTH, AccessToken::mayAppearInType)) {
            throw new IllegalArgumentException("token type must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
    }

    private static boolean mayAppearInType(char c) {
        return Words.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }

    /** The bearer token with this value. */
    public static AccessToken bearer(String value) {
        return new AccessToken(value, BEARER, Fingerprint.of(value));
    }

    /**
     * The token with this value and type; {@code bearer} in any case is {@link #BEARER} (RFC 6749 section 5.1: the type is
     * case-insensitive).
     */
    public static AccessToken of(String value, String type) {
        return new AccessToken(value, type.equalsIgnoreCase(BEARER) ? BEARER : type, Fingerprint.of(value));
    }

    private static boolean isVisible(char c) {
        return c > ' ' && c < 0x7f;
    }

    @Override
    public String toString() {
        return "AccessToken[" + fingerprint + "]";
    }
}
