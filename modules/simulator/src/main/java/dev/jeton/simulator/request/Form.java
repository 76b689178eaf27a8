package dev.jeton.simulator.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a form or a query string. Each may stand there once, and one without a value counts as omitted
 * (RFC 6749 section 3.2).
 */
public final class Form {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Form() {}

    /** @throws Malformed if a parameter is there twice or cannot be decoded */
    public static Form parse(String text) {
        Form form = new Form();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                form.add(pair);
            }
        }
        return form;
    }

    /** The same parameters from elsewhere, out of a JSON object for one. */
    public static Form of(Map<String, String> parameters) {
        Form form = new Form();
        form.parameters.putAll(parameters);
        return form;
    }

    /** The parameter's value, if it has one. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = PercentText.formField(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : PercentText.formField(pair.substring(equals + 1));
        if (parameters.put(name, value) != null) {
            throw new Malformed("a parameter is repeated");
        }
    }
}
