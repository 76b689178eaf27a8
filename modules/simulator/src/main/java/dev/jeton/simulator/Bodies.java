package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.request.Form;
import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bodies in which a token endpoint takes its parameters. RFC 6749 knows forms only; not everybody has read it. */
public enum Bodies {
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    /** One JSON object whose members are strings. */
    JSON,
    /** Either of them. */
    BOTH;

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final String JSON_TYPE = "application/json";

    /** Whether the body says that it is of this kind. */
    boolean accept(Request request) {
        boolean isForm = this != JSON && request.hasContentType(FORM_TYPE);
        return isForm || (this != FORM && request.hasContentType(JSON_TYPE));
    }

    /** @throws Malformed if the body is not what its content type says */
    static Form parse(Request request) {
        return request.hasContentType(JSON_TYPE)
                ? Form.of(strings(Json.readObject(request.text())))
                : Form.parse(request.text());
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!member.getValue().isTextual()) {
                throw new Malformed("a parameter is not a string");
            }
            strings.put(member.getKey(), member.getValue().textValue());
        }
        return strings;
    }

    @Override
    public String toString() {
        return switch (this) {
            case FORM -> FORM_TYPE;
            case JSON -> JSON_TYPE;
            case BOTH -> FORM_TYPE + " or " + JSON_TYPE;
        };
    }
}
