package dev.jeton.simulator;

import dev.jeton.simulator.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /tenant-service/tenants/{tenantId}/credentials/{type}}. Both ids are decoded strictly and compared as they
 * are: a client that forgets to encode, or encodes twice, asks for somebody who does not exist.
 */
final class TenantRoute implements Backend {

    private final TenantService tenants;

    TenantRoute(TenantService tenants) {
        this.tenants = tenants;
    }

    @Override
    public Service service() {
        return Service.TENANT_SERVICE;
    }

    @Override
    public String tenantOf(Request request) {
        List<String> path = request.segments();
        return isCredentials(path) ? path.get(2) : Call.UNKNOWN_TENANT;
    }

    @Override
    public Answer answer(Request request) {
        List<String> path = request.segments();
        if (!isCredentials(path)) {
            return refuse(404, "no such path");
        }
        if (!request.method().equals("GET")) {
            return refuse(405, "method must be GET").withHeader("Allow", "GET");
        }
        if (!tenants.admits(request.bearer())) {
            return error(401, "UNAUTHENTICATED", "a bearer is required").withHeader("WWW-Authenticate", "Bearer");
        }
        return credentials(path.get(2), path.get(4));
    }

    @Override
    public Answer refuse(int status, String why) {
        return error(status, status == 404 ? "NOT_FOUND" : "INVALID_REQUEST", why);
    }

    private Answer credentials(String tenant, String type) {
        if (!tenants.knows(tenant)) {
            return error(404, "TENANT_NOT_FOUND", "no such tenant");
        }
        Optional<Map<String, Object>> credentials = tenants.credentials(tenant, type);
        return credentials
                .map(found -> Json.answer(200, found).withHeader("Cache-Control", "no-store"))
                .orElseGet(() -> error(404, "CREDENTIALS_NOT_FOUND", "the tenant has no credentials of this type"));
    }

    private static boolean isCredentials(List<String> path) {
        return path.size() == 5
                && path.get(1).equals("tenants")
                && !path.get(2).isEmpty()
                && path.get(3).equals("credentials")
                && !path.get(4).isEmpty();
    }

    private static Answer error(int status, String code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", message);
        return Json.answer(status, body);
    }
}
