package dev.jeton.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link VaultStub} answers. */
record VaultReply(int status, Map<String, String> headers, String body) {

    /** {@code data} in the frame that all of Vault's answers have. */
    static VaultReply data(int status, JsonNode data) {
        ObjectNode frame = frame();
        frame.set("data", data);
        return new VaultReply(status, Map.of(), frame.toString());
    }

    static VaultReply auth(JsonNode auth) {
        ObjectNode frame = frame();
        frame.putNull("data");
        frame.set("auth", auth);
        return new VaultReply(200, Map.of(), frame.toString());
    }

    private static ObjectNode frame() {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        frame.put("request_id", "00000000-0000-0000-0000-000000000000").put("lease_id", "");
        frame.put("renewable", false).put("lease_duration", 0);
        frame.putNull("wrap_info");
        frame.putNull("warnings");
        frame.putNull("auth");
        return frame;
    }

    /** A refusal, or with no {@code errors} and 404: nothing there. */
    static VaultReply errors(int status, String... errors) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String error : errors) {
            body.withArray("/errors").add(error);
        }
        if (errors.length == 0) {
            body.putArray("errors");
        }
        return new VaultReply(status, Map.of(), body.toString());
    }

    static VaultReply noContent() {
        return new VaultReply(204, Map.of(), "");
    }

    VaultReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new VaultReply(status, more, body);
    }
}
