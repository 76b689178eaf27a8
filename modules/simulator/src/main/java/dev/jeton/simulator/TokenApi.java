package dev.jeton.simulator;

import dev.jeton.simulator.request.Request;
import java.util.Map;
import java.util.Optional;

/**
 * An API that proves a token: any request with a living one is answered with whose it is, {@code {"tenant":"acme"}}, and
 * any other as RFC 6750 section 3 says. Where a service has several servers, the segment after the prefix names one, and
 * its tokens alone open what is below.
 */
final class TokenApi implements Backend {

    private final Service service;
    private final Service issuer;
    private final Tokens tokens;

    TokenApi(Service service, Service issuer, Tokens tokens) {
        this.service = service;
        this.issuer = issuer;
        this.tokens = tokens;
    }

    @Override
    public Service service() {
        return service;
    }

    @Override
    public String tenantOf(Request request) {
        return request.bearer().flatMap(token -> tokens.tenantOf(issuer, token)).orElse(Call.UNKNOWN_TENANT);
    }

    @Override
    public Answer answer(Request request) {
        Optional<String> token = request.bearer();
        if (token.isEmpty()) {
            return Json.answer(401, Map.of("error", "missing_token")).withHeader("WWW-Authenticate", "Bearer");
        }
        return tokens.livingTenantOf(issuer, server(request), token.get())
                .map(tenant -> Json.answer(200, Map.of("tenant", tenant)))
                .orElseGet(() -> Json.answer(401, Map.of("error", "invalid_token"))
                        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }

    @Override
    public Answer refuse(int status, String why) {
        return TokenForm.error(status, "invalid_request", why);
    }

    private String server(Request request) {
        boolean several = issuer == Service.OAUTH && request.segments().size() > 1;
        return several ? request.segments().get(1) : "";
    }
}
