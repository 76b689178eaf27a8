package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /_simulator/grants/{provider}/{tenant}}: {@code POST} = a person connects, {@code DELETE} = takes the consent back,
 * {@code GET} = what has become of it, without secrets.
 */
final class GrantDesk {

    private static final String QONTAK = "qontak";

    private final Qontak qontak;
    private final OAuthServers oauth;

    GrantDesk(Qontak qontak, OAuthServers oauth) {
        this.qontak = qontak;
        this.oauth = oauth;
    }

    /** @throws Malformed if there is no such provider, or the order is wrong */
    Answer answer(Request request, String provider, String tenant) {
        if (!provider.equals(QONTAK) && !oauth.knows(provider)) {
            throw new Malformed("no provider with refresh tokens has this name");
        }
        return switch (request.method()) {
            case "GET" -> Json.answer(200, seen(grants(provider), tenant));
            case "POST" -> connected(request, provider, tenant);
            case "DELETE" -> {
                grants(provider).disconnect(tenant);
                yield Answer.of(204);
            }
            default ->
                Admin.error(405, "A person connects by POST and disconnects by DELETE; GET tells.")
                        .withHeader("Allow", "GET, POST, DELETE");
        };
    }

    private Grants grants(String provider) {
        return provider.equals(QONTAK) ? qontak.grants() : oauth.grants(provider);
    }

    private Answer connected(Request request, String provider, String tenant) {
        String refreshToken = provider.equals(QONTAK) ? connected(request, tenant) : atDeclared(provider, tenant);
        return Json.answer(201, Map.of("refresh_token", refreshToken)).withHeader("Cache-Control", "no-store");
    }

    private String connected(Request request, String tenant) {
        QontakClient client = qontak.client(tenant).orElseGet(() -> QontakClient.invented(tenant));
        String body = request.text();
        qontak.register(body.isEmpty() ? client : client.with(terms(Json.readObject(body), client.terms())));
        return qontak.connect(tenant);
    }

    private String atDeclared(String provider, String tenant) {
        try {
            return oauth.connect(provider, tenant);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the tenant must have one client there");
        }
    }

    private static QontakClient.Terms terms(JsonNode order, QontakClient.Terms before) {
        return GrantOrder.read(order).onTopOf(before);
    }

    private static Map<String, Object> seen(Grants grants, String tenant) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("alive", grants.isAlive(tenant));
        seen.put("doubleSpends", grants.doubleSpends(tenant));
        seen.put(
                "families",
                grants.families(tenant).stream().map(GrantDesk::line).toList());
        seen.put("spends", grants.spends(tenant).stream().map(GrantDesk::line).toList());
        seen.put(
                "lostAnswers",
                grants.lostAnswers(tenant).stream().map(GrantDesk::line).toList());
        return seen;
    }

    private static Map<String, Object> line(Family family) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("family", family.id());
        line.put("generation", family.generation());
        line.put("alive", family.isAlive());
        family.death().ifPresent(death -> {
            line.put("cause", death.cause().name());
            line.put("causedBy", death.generation());
            line.put("at", death.at().toString());
        });
        return line;
    }

    private static Map<String, Object> line(Spend spend) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("family", spend.family());
        line.put("generation", spend.generation());
        line.put("outcome", spend.outcome().name());
        line.put("at", spend.at().toString());
        return line;
    }
}
