package dev.jeton.cache.redis;

/** The bytes under a token's key are none that can be used; the reason quotes nothing of them. */
final class UnreadableToken extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableToken(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
