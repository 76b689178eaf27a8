package dev.jeton.providers.oauth;

/** How a token endpoint wants its request: as the RFC says, or as some say instead. */
public enum BodyFormat {
    /** {@code application/x-www-form-urlencoded} (RFC 6749 appendix B). */
    FORM("application/x-www-form-urlencoded"),
    /** A JSON object with the same members. */
    JSON("application/json");

    private final String contentType;

    BodyFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }
}
