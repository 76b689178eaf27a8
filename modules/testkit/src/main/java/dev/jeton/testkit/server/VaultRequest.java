package dev.jeton.testkit.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody asked of a {@link VaultStub}.
 *
 * @param path without the query
 * @param query empty = there was none
 * @param headers by name, whatever its case
 */
public record VaultRequest(String method, String path, String query, Map<String, String> headers, String body) {
    public VaultRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Listing is a method of Vault's own, which a GET may ask for as well. */
    boolean isList() {
        return method.equals("LIST")
                || (method.equals("GET") && List.of(query.split("&")).contains("list=true"));
    }

    boolean isWrite() {
        return method.equals("POST") || method.equals("PUT");
    }

    /** The method and the path, nothing that could be secret. */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}
