package dev.jeton.simulator.request;

import java.util.Base64;

/** A client's id and secret out of an {@code Authorization: Basic} header (RFC 7617). */
public record BasicCredentials(String id, String secret) {

    /**
     * The credentials as they stand between {@code Basic} and the end, which is how Genesys reads them.
     *
     * @throws Malformed if the header has another shape
     */
    public static BasicCredentials parse(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            throw new Malformed("Authorization is not Basic");
        }
        String pair = PercentText.utf8(base64(authorization.substring(6).strip()));
        int colon = pair.indexOf(':');
        if (colon < 1) {
            throw new Malformed("Basic credentials are not id:secret");
        }
        return new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1));
    }

    /** The credentials with both halves form-decoded, as RFC 6749 section 2.3.1 wants them. */
    public BasicCredentials formDecoded() {
        return new BasicCredentials(PercentText.formField(id), PercentText.formField(secret));
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("Basic credentials are not base64");
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + id + "]";
    }
}
