package dev.jeton.identity.jose;

/**
 * Under which names an issuer says whom a token is about.
 *
 * @param subject the user
 * @param organization the user's
 * @param roles the user's: one text, or a list of them
 */
public record ClaimNames(String subject, String organization, String roles) {

    /** Those of our own tokens. */
    public static final ClaimNames OURS = new ClaimNames("sub", "org", "roles");
}
