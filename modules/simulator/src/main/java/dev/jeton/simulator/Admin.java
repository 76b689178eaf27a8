package dev.jeton.simulator;

import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The switches over HTTP, for people at a terminal: {@code GET /_simulator/ledger}, {@code PUT} and {@code DELETE
 * /_simulator/faults/{service}/{tenant}}, and what {@link GrantDesk} does. Calls to it are not in the ledger.
 */
final class Admin {

    private final Ledger ledger;
    private final Faults faults;
    private final GrantDesk grants;

    Admin(Ledger ledger, Faults faults, GrantDesk grants) {
        this.ledger = ledger;
        this.faults = faults;
        this.grants = grants;
    }

    Answer answer(Request request) {
        try {
            List<String> path = request.segments();
            if (path.equals(List.of("_simulator", "ledger"))) {
                return ledger(request);
            }
            if (path.size() == 4 && path.subList(0, 2).equals(List.of("_simulator", "faults"))) {
                return fault(request, path.get(2), path.get(3));
            }
            if (path.size() == 4 && path.subList(0, 2).equals(List.of("_simulator", "grants"))) {
                return grants.answer(request, path.get(2), path.get(3));
            }
            return error(404, "There is nothing at this path; try /_simulator/ledger.");
        } catch (Malformed e) {
            return error(400, "The request cannot be read: " + e.why() + ".");
        }
    }

    private Answer ledger(Request request) {
        if (!request.method().equals("GET")) {
            return error(405, "The ledger can only be read; use GET.").withHeader("Allow", "GET");
        }
        return Json.answer(
                200, Map.of("calls", ledger.calls().stream().map(Admin::line).toList()));
    }

    private Answer fault(Request request, String label, String tenant) {
        Service service = Service.of(label).orElseThrow(() -> new Malformed("no service has this name"));
        switch (request.method()) {
            case "PUT" -> order(request).apply(faults, service, tenant);
            case "DELETE" -> faults.clear(service, tenant);
            default -> {
                return error(405, "A fault is switched on by PUT and off by DELETE.")
                        .withHeader("Allow", "PUT, DELETE");
            }
        }
        return Answer.of(204);
    }

    private static FaultOrder order(Request request) {
        if (!request.hasContentType("application/json")) {
            throw new Malformed("content type must be application/json");
        }
        return FaultOrder.read(Json.readObject(request.text()));
    }

    private static Map<String, Object> line(Call call) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sequence", call.sequence());
        line.put("service", call.service().label());
        line.put("tenant", call.tenant());
        line.put("method", call.method());
        line.put("path", call.path());
        line.put("outcome", call.outcome().name());
        line.put("status", call.status());
        line.put("authorization", call.authorization());
        line.put("correlationId", call.correlationId());
        line.put("start", call.start().toString());
        call.end().ifPresent(end -> line.put("end", end.toString()));
        return line;
    }

    static Answer error(int status, String sentence) {
        return Json.answer(status, Map.of("error", sentence));
    }
}
