package dev.jeton.providers.oauth;

/** How a client proves itself at a token endpoint (RFC 6749 section 2.3.1). */
public enum ClientAuthentication {
    /** In the {@code Authorization} header, id and secret form-encoded first, as the RFC demands. */
    BASIC,
    /** In the {@code Authorization} header, id and secret as they are, as Genesys Cloud and others expect. */
    BASIC_UNENCODED,
    /** In the body of the request. */
    POST
}
