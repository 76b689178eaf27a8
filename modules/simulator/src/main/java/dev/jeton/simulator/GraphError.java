package dev.jeton.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The Graph API's errors. Status and code do not follow from each other; the table is that of Meta's pages "Handle errors"
 * (Graph API) and "Error codes" (WhatsApp Cloud API).
 */
final class GraphError {

    static final int EXPIRED = 463;
    static final int INVALIDATED = 460;

    private GraphError() {}

    /** The error that Meta answers with this code. */
    static Answer of(int code) {
        return switch (code) {
            case 0 -> error(401, code, "AuthException");
            case 190 -> dead(EXPIRED);
            case 10 -> error(403, code, "(#10) Application does not have permission for this action");
            case 4 -> error(400, code, "(#4) Application request limit reached");
            case 80007 -> error(400, code, "(#80007) There have been too many calls to this WhatsApp Business account");
            case 130429 -> error(429, code, "(#130429) Rate limit hit");
            case 1, 2 -> error(500, code, "An unexpected error has occurred. Please retry your request later.");
            default ->
                code >= 200 && code < 300
                        ? error(403, code, "(#" + code + ") Missing permission")
                        : error(400, code, "(#" + code + ") Invalid parameter");
        };
    }

    /** The token is dead, {@link #EXPIRED} or {@link #INVALIDATED}. */
    static Answer dead(int subcode) {
        return Json.answer(401, Map.of("error", body(190, subcode, deathOf(subcode))));
    }

    static Answer error(int status, int code, String message) {
        return Json.answer(status, Map.of("error", body(code, 0, message)));
    }

    static String deathOf(int subcode) {
        return subcode == EXPIRED
                ? "Error validating access token: Session has expired."
                : "Error validating access token: The session has been invalidated.";
    }

    private static Map<String, Object> body(int code, int subcode, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", UUID.randomUUID().toString().replace("-", "").substring(0, 23));
        return error;
    }
}
