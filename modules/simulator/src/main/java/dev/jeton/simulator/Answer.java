package dev.jeton.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An answer as it goes over the wire: any status, any headers, any bytes. Immutable. */
public final class Answer {

    // The server writes these itself; a lie about the length needs a socket of its own.
    private static final Set<String> RESERVED = Set.of("content-length", "transfer-encoding", "date");

    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final Runnable lost;

    private Answer(int status, List<Map.Entry<String, String>> headers, byte[] body, Runnable lost) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, was " + status);
        }
        this.status = status;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.lost = lost;
    }

    /** An answer without headers and body. */
    public static Answer of(int status) {
        return new Answer(status, List.of(), new byte[0], () -> {});
    }

    /** An answer that says it is JSON; whether {@code body} is, is up to the test. */
    public static Answer json(int status, String body) {
        return raw(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer with these very bytes. */
    public static Answer raw(int status, String contentType, byte[] body) {
        return new Answer(status, List.of(), body.clone(), () -> {}).withHeader("Content-Type", contentType);
    }

    /** The same with one more header; a name may repeat. */
    public Answer withHeader(String name, String value) {
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the server sets " + name + " itself");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(name + " must be visible ASCII and spaces");
        }
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Answer(status, more, body, lost);
    }

    /** The same, with somebody to tell if it does not arrive. */
    Answer tellingIfLost(Runnable told) {
        return new Answer(status, headers, body, told);
    }

    /** This answer does not arrive. */
    void lose() {
        lost.run();
    }

    public int status() {
        return status;
    }

    /** The headers in order, names as given. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
