package dev.jeton.testkit.fake;

/** What goes wrong with one refresh at a {@link StrictProvider}. */
public enum RefreshMishap {
    /** Nothing does. */
    NONE,
    /** The provider cannot be connected to. */
    NOT_CONNECTED,
    /** The request is lost on its way to the provider. */
    REQUEST_LOST,
    /** The answer is lost on its way back. */
    ANSWER_LOST,
    /** The provider fails with a 500 before it has done anything. */
    FAILED,
    /** The provider fails with a 500 after it has rotated. */
    FAILED_AFTER_COMMIT,
    /** {@code invalid_client}: a definite refusal that spends nothing. */
    CLIENT_REFUSED,
    /** 429: the same. */
    RATE_LIMITED,
    /** The answer holds a refresh token and no access token. */
    WITHOUT_ACCESS,
    /** The answer names no new refresh token: the old one stays good (RFC 6749 section 6). */
    WITHOUT_SUCCESSOR
}
