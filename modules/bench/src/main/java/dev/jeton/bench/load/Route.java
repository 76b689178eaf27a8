package dev.jeton.bench.load;

import java.util.List;
import java.util.Map;

/**
 * One kind of request, asked again and again.
 *
 * @param bodies sent in turn; empty = none, as of a GET
 */
public record Route(String name, String method, String path, Map<String, String> headers, List<String> bodies) {

    /** A route that is only read. */
    public static Route get(String name, String path) {
        return new Route(name, "GET", path, Map.of(), List.of());
    }

    /** A route that takes JSON, ASCII only. */
    public static Route post(String name, String path, String authorization, List<String> bodies) {
        return new Route(
                name,
                "POST",
                path,
                Map.of("Authorization", authorization, "Content-Type", "application/json"),
                List.copyOf(bodies));
    }

    /** The request for one tenant's token, as a caller who knows {@code secret} asks it. */
    public static Route token(String secret, String tenant, String type) {
        return post("POST /api/v1/token", "/api/v1/token", "Bearer " + secret, List.of(body(tenant, type)));
    }

    /** The word that one tenant's token must not be used any more. */
    public static Route invalidate(String secret, String tenant, String type) {
        String path = "/api/v1/token/invalidate";
        return post("POST " + path, path, "Bearer " + secret, List.of(body(tenant, type)));
    }

    private static String body(String tenant, String type) {
        return "{\"tenantId\":\"" + tenant + "\",\"type\":\"" + type + "\"}";
    }

    /** The requests as they go over the wire, to {@code host}. */
    List<String> requests(String host) {
        return bodies.isEmpty()
                ? List.of(head(host).append("\r\n").toString())
                : bodies.stream().map(body -> request(host, body)).toList();
    }

    private String request(String host, String body) {
        return head(host)
                .append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private StringBuilder head(String host) {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head;
    }
}
