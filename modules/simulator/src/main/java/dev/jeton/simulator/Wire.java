package dev.jeton.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Puts answers on the wire, at once or slowly. Everyone is told of the end before the last byte leaves. */
final class Wire {

    private static final int CHUNK = 64 * 1024;

    private final HttpExchange exchange;
    private final Closing closing;

    Wire(HttpExchange exchange, Closing closing) {
        this.exchange = exchange;
        this.closing = closing;
    }

    void send(Answer answer, Runnable atTheEnd) throws IOException {
        atTheEnd.run();
        byte[] body = answer.body();
        if (begin(answer, body.length)) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /**
     * The body byte by byte. The operating system may join bytes that follow each other faster than they are
     * acknowledged (Nagle), so pauses under about 40 ms are not seen one by one.
     */
    void drip(Answer answer, Duration pause, Runnable atTheEnd) throws IOException {
        byte[] body = answer.body();
        if (!begin(answer, body.length)) {
            atTheEnd.run();
            return;
        }
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            for (int i = 0; i < body.length; i++) {
                if (closing.cameWithin(pause)) {
                    throw new IOException("closed while dripping");
                }
                if (i == body.length - 1) {
                    atTheEnd.run();
                }
                out.write(body[i]);
                out.flush();
            }
        }
    }

    /** The head, which promises all of it, and the first half of the body; then the connection is to be closed. */
    void sendHalf(Answer answer) throws IOException {
        byte[] body = answer.body();
        if (!isBodiless(answer, body.length) && begin(answer, body.length)) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, body.length / 2);
            out.flush();
        }
    }

    void flood(long bytes, Runnable atTheEnd) throws IOException {
        byte[] opening = "{\"access_token\":\"".getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'A');
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0); // chunked, so that no length warns the reader
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(opening);
            for (long left = bytes; left > 0; left -= CHUNK) {
                out.write(chunk, 0, (int) Math.min(left, CHUNK));
            }
            atTheEnd.run();
        }
    }

    /** Sends the head; whether a body follows. */
    private boolean begin(Answer answer, int length) throws IOException {
        answer.headers().forEach(header -> exchange.getResponseHeaders().add(header.getKey(), header.getValue()));
        boolean bodiless = isBodiless(answer, length);
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : length);
        return !bodiless;
    }

    private boolean isBodiless(Answer answer, int length) {
        return length == 0
                || exchange.getRequestMethod().equals("HEAD")
                || answer.status() == 204
                || answer.status() == 304;
    }
}
