package dev.jeton.simulator;

import dev.jeton.simulator.request.Form;
import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every token endpoint asks of a request before it looks at the client (RFC 6749 section 3.2), and what it answers. */
final class TokenForm {

    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String REFRESH_TOKEN = "refresh_token";

    private final ErrorShape errors;
    private final List<String> grants;

    TokenForm(ErrorShape errors, String... grants) {
        this.errors = errors;
        this.grants = List.of(grants);
    }

    /** How a token endpoint spells an error (RFC 6749 section 5.2). */
    @FunctionalInterface
    interface ErrorShape {
        Answer error(int status, String code, String description);
    }

    /** A request that ends here, with the answer to give. */
    static final class Refusal extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        Refusal(Answer answer) {
            super("refused", null, false, false);
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    /** The parameters, if everything that does not depend on the client is right. */
    Form read(Request request, Bodies bodies) throws Refusal {
        if (!request.method().equals("POST")) {
            throw new Refusal(
                    errors.error(405, "invalid_request", "method must be POST").withHeader("Allow", "POST"));
        }
        if (request.hasQuery()) {
            // RFC 6749 section 2.3.1: what is in the URI ends in access logs.
            throw invalid("parameters must not be in the URI");
        }
        if (!bodies.accept(request)) {
            throw invalid("content type must be " + bodies);
        }
        return checkGrant(parse(request));
    }

    /** Bad client credentials; 401 with a challenge where the client used the header (RFC 6749 section 5.2). */
    Refusal invalidClient(int status, String description) {
        Answer answer = errors.error(status, "invalid_client", description);
        return new Refusal(status == 401 ? answer.withHeader("WWW-Authenticate", "Basic realm=\"oauth\"") : answer);
    }

    Refusal invalid(String description) {
        return new Refusal(errors.error(400, "invalid_request", description));
    }

    Refusal refused(String code, String description) {
        return new Refusal(errors.error(400, code, description));
    }

    /** An error as RFC 6749 section 5.2 spells it. */
    static Answer error(int status, String code, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", description);
        return Json.answer(status, body).withHeader("Cache-Control", "no-store");
    }

    static Answer granted(String token, Duration lifetime, Optional<String> scope) {
        Map<String, Object> body = members(token, lifetime);
        scope.ifPresent(granted -> body.put("scope", granted));
        return granted(body);
    }

    /** The members that every answer with a token has (RFC 6749 section 5.1); more may be put to them. */
    static Map<String, Object> members(String token, Duration lifetime) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", token);
        body.put("token_type", "bearer");
        body.put("expires_in", lifetime.toSeconds());
        return body;
    }

    static Answer granted(Map<String, Object> members) {
        return Json.answer(200, members).withHeader("Cache-Control", "no-store").withHeader("Pragma", "no-cache");
    }

    private Form parse(Request request) throws Refusal {
        try {
            return Bodies.parse(request);
        } catch (Malformed e) {
            throw invalid(e.why());
        }
    }

    private Form checkGrant(Form form) throws Refusal {
        String grant = form.get("grant_type").orElseThrow(() -> invalid("grant_type is missing"));
        if (!grants.contains(grant)) {
            throw refused("unsupported_grant_type", "only " + String.join(" and ", grants) + " is served");
        }
        return form;
    }
}
