package dev.jeton.simulator;

import dev.jeton.simulator.request.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything below {@code /genesys-api}: proves that a token works. {@code GET …/organizations/me} answers as Genesys does;
 * any other path and method answers with what was asked, so that a proxy in between can be checked.
 */
final class GenesysApi implements Backend {

    private static final String ME = "/genesys-api/api/v2/organizations/me";

    private final Tokens tokens;

    GenesysApi(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Service service() {
        return Service.GENESYS_API;
    }

    @Override
    public String tenantOf(Request request) {
        return request.bearer()
                .flatMap(token -> tokens.tenantOf(Service.GENESYS, token))
                .orElse(Call.UNKNOWN_TENANT);
    }

    @Override
    public Answer answer(Request request) {
        Optional<String> token = request.bearer();
        if (token.isEmpty()) {
            return error(
                    401,
                    "authentication.required",
                    "No authentication bearer token specified in authorization header.");
        }
        if (!tokens.isLiving(Service.GENESYS, token.get())) {
            return error(401, "bad.credentials", "Invalid login credentials.");
        }
        if (!request.path().startsWith("/genesys-api/api/")) {
            return error(404, "not.found", "no such path");
        }
        return request.path().equals(ME) && request.method().equals("GET")
                ? organization(tenantOf(request))
                : echo(request, tenantOf(request));
    }

    @Override
    public Answer refuse(int status, String why) {
        return error(status, "bad.request", why);
    }

    private static Answer organization(String tenant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "id",
                UUID.nameUUIDFromBytes(tenant.getBytes(StandardCharsets.UTF_8)).toString());
        body.put("name", tenant);
        body.put("state", "active");
        return Json.answer(200, body);
    }

    private static Answer echo(Request request, String tenant) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("organization", tenant);
        body.put("method", request.method());
        body.put("path", request.path().substring("/genesys-api".length()));
        body.put("query", request.rawQuery());
        body.put("contentType", request.header("Content-Type").orElse(""));
        body.put("body", request.text());
        return Json.answer(200, body);
    }

    private static Answer error(int status, String code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message);
        body.put("code", code);
        body.put("status", status);
        body.put("contextId", UUID.randomUUID().toString());
        body.put("details", List.of());
        body.put("errors", List.of());
        return Json.answer(status, body);
    }
}
