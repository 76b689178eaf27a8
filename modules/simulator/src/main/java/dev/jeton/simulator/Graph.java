package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.request.Form;
import dev.jeton.simulator.request.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code /graph/v{n}.0}: what WhatsApp needs of the Graph API. A token comes as a bearer or, as Meta allows too, as the
 * {@code access_token} of the query string.
 */
final class Graph implements Backend {

    private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]?\\.0");

    private final WhatsApp whatsApp;
    private final Tokens tokens;
    private final InstantSource clock;

    Graph(WhatsApp whatsApp, Tokens tokens, InstantSource clock) {
        this.whatsApp = whatsApp;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Service service() {
        return Service.GRAPH;
    }

    /** Whose token is asked about, and else who asks. */
    @Override
    public String tenantOf(Request request) {
        return request.query()
                .get("input_token")
                .or(request::bearer)
                .or(() -> request.query().get("access_token"))
                .flatMap(whatsApp::find)
                .map(WhatsAppUser::tenant)
                .orElse(Call.UNKNOWN_TENANT);
    }

    @Override
    public Answer answer(Request request) {
        List<String> path = request.segments();
        boolean messages = path.size() == 4 && path.get(3).equals("messages");
        if (!(path.size() == 3 || messages) || !VERSION.matcher(path.get(1)).matches()) {
            return GraphError.error(400, 2500, "Unknown path components: the path is not one of v{n}.0");
        }
        String method = messages ? "POST" : "GET";
        if (!request.method().equals(method)) {
            return refuse(405, "method must be " + method).withHeader("Allow", method);
        }
        // Parsed for every path, so that a repeated parameter is refused whether or not it matters.
        return authenticated(request, request.query(), path);
    }

    @Override
    public Answer refuse(int status, String why) {
        return GraphError.error(status, 100, "(#100) " + why);
    }

    private Answer authenticated(Request request, Form query, List<String> path) {
        Optional<String> token = request.bearer().or(() -> query.get("access_token"));
        if (token.isEmpty()) {
            return GraphError.error(401, 104, "An access token is required to request this resource.");
        }
        OptionalInt death = deathOf(token.get());
        if (death.isPresent()) {
            return GraphError.dead(death.getAsInt());
        }
        WhatsAppUser user = whatsApp.find(token.get()).orElseThrow();
        boolean messages = path.size() == 4;
        if (path.get(2).equals("debug_token") && !messages) {
            return debug(query.get("input_token"));
        }
        if (!path.get(2).equals(user.phoneNumberId())) {
            return GraphError.error(400, 100, "Unsupported request: object does not exist or cannot be loaded");
        }
        return messages ? send(request, user) : phoneNumber(user);
    }

    private Answer debug(Optional<String> inspected) {
        if (inspected.isEmpty()) {
            return refuse(400, "The parameter input_token is required");
        }
        OptionalInt death = deathOf(inspected.get());
        return DebuggedToken.answer(whatsApp.find(inspected.get()), death);
    }

    private static Answer phoneNumber(WhatsAppUser user) {
        if (!user.permissions().contains(WhatsAppUser.MANAGEMENT)) {
            return GraphError.of(200);
        }
        return Json.answer(200, Map.of("id", user.phoneNumberId(), "verified_name", user.tenant()));
    }

    private Answer send(Request request, WhatsAppUser user) {
        if (!user.permissions().contains(WhatsAppUser.MESSAGING)) {
            return GraphError.of(10);
        }
        if (!request.hasContentType("application/json")) {
            return refuse(400, "content type must be application/json");
        }
        JsonNode message = Json.readObject(request.text());
        if (!message.path("messaging_product").asText().equals("whatsapp")) {
            return refuse(400, "messaging_product must be whatsapp");
        }
        String to = message.path("to").asText();
        if (to.isEmpty() || message.path("type").asText().isEmpty()) {
            return refuse(400, "to and type are required");
        }
        return sent(to);
    }

    private static Answer sent(String to) {
        return Json.answer(
                200,
                Map.of(
                        "messaging_product", "whatsapp",
                        "contacts", List.of(Map.of("input", to, "wa_id", to)),
                        "messages", List.of(Map.of("id", "wamid." + UUID.randomUUID()))));
    }

    /** The subcode of what killed the token; empty = it lives. */
    private OptionalInt deathOf(String token) {
        Optional<WhatsAppUser> user = whatsApp.find(token);
        if (user.isEmpty() || tokens.isRevoked(token)) {
            return OptionalInt.of(GraphError.INVALIDATED);
        }
        return user.get().expiry().filter(end -> !clock.instant().isBefore(end)).isPresent()
                ? OptionalInt.of(GraphError.EXPIRED)
                : OptionalInt.empty();
    }
}
