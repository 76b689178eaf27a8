package dev.jeton.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One way to misbehave.
 *
 * <p>What {@code jdk.httpserver} cannot do is left to a proxy on the sockets: a connection reset by RST (here it ends with
 * FIN before the first byte), half-open connections, answers torn inside their headers, a Content-Length that lies.
 */
public sealed interface Fault {

    /** The right answer, later. */
    record Latency(Duration delay) implements Fault {
        public Latency {
            requirePositive(delay, "delay");
        }
    }

    /** Another answer instead of the right one; the work is not done. */
    record Status(Answer answer) implements Fault {}

    /** The request is accepted and never answered; the connection stays open until the simulator closes. */
    record Hang() implements Fault {}

    /**
     * The connection is closed without an answer; the work is not done. Where the connection was a used one, clients may
     * repeat a GET on a new one unasked, {@code java.net.http} for one, and the ledger shows both.
     */
    record Reset() implements Fault {}

    /** The work is done, a token is issued, and then its answer does not arrive. */
    record LostAnswer(Loss how) implements Fault {

        /** The connection is closed without an answer. */
        public LostAnswer() {
            this(Loss.CLOSED);
        }
    }

    /** How an answer gets lost. */
    enum Loss {
        /** The connection is closed before the first byte. */
        CLOSED,
        /** Nothing comes, and the connection stays open until the simulator closes; until then the ledger has the call in flight. */
        HUNG,
        /** The head comes, and half of the body; then the connection is closed. An answer without a body does not begin. */
        CUT
    }

    /** The right answer, its headers at once and its body one byte at a time, with a pause before each. */
    record Drip(Duration betweenBytes) implements Fault {
        public Drip {
            requirePositive(betweenBytes, "betweenBytes");
        }
    }

    /** A 200 whose JSON begins well and goes on for this many bytes; made while it is sent, so a gigabyte is cheap. */
    record Flood(long bytes) implements Fault {
        public Flood {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes must be positive");
            }
        }
    }

    static Fault answer(Answer answer) {
        return new Status(answer);
    }

    static Fault unauthorized() {
        return answer(
                Answer.json(401, "{\"error\":\"invalid_client\",\"error_description\":\"authentication failed\"}"));
    }

    /** A 429 with this Retry-After, sensible or not: {@code 5}, a date, {@code soon}. */
    static Fault rateLimited(String retryAfter) {
        return answer(
                Answer.json(429, "{\"message\":\"Rate limit exceeded\",\"code\":\"too.many.requests\",\"status\":429}")
                        .withHeader("Retry-After", retryAfter));
    }

    /** A 5xx with the HTML page that a gateway in front of the real service would send. */
    static Fault serverError(int status) {
        byte[] page = ("<html><body><h1>" + status + "</h1></body></html>").getBytes(StandardCharsets.UTF_8);
        return answer(Answer.raw(status, "text/html", page));
    }

    /** A 200 with bytes that are no token answer. */
    static Fault garbage(byte[] bytes, String contentType) {
        return answer(Answer.raw(200, contentType, bytes));
    }

    /** A 307 to somewhere else, which nobody who holds a secret follows. */
    static Fault redirect(String location) {
        return answer(Answer.of(307).withHeader("Location", location));
    }

    /** The Graph API's error with this code, under the HTTP status that Meta gives it. */
    static Fault graphError(int code) {
        return answer(GraphError.of(code));
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
