package dev.jeton.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What a {@link BrokerDouble} does instead of an answer of its own; bytes as text, a character a byte. */
sealed interface Reply {

    /** Bytes, and the connection stays open. */
    record Bytes(String bytes) implements Reply {}

    /** Bytes, and then the connection is closed. */
    record LastBytes(String bytes) implements Reply {}

    /** Nothing, until the client gives up. */
    record Silence() implements Reply {}

    /** The connection is reset. */
    record Reset() implements Reply {}

    static Reply json(String body) {
        return of(200, "application/json", body);
    }

    /** @param headers whole lines */
    static Reply of(int status, String contentType, String body, String... headers) {
        byte[] bytes = body.getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Any\r\n");
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (status != 204) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        return new Bytes(head + "\r\n" + new String(bytes, ISO_8859_1));
    }

    static Reply problem(int status, String code, String... headers) {
        String body = "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":" + status + ",\"code\":\"" + code
                + "\",\"detail\":\"for people\",\"correlationId\":\"abc\"}";
        return of(status, "application/problem+json", body, headers);
    }
}
