package dev.jeton.providers.api;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The answer of an API: its head, and its body as it comes. Closing ends it, read or not. For one thread at a time. */
public final class ApiAnswer implements AutoCloseable {

    private final int status;
    private final HttpHeaders headers;
    private final Pieces body;
    private final Duration patience;
    private final Deque<List<ByteBuffer>> peeked = new ArrayDeque<>();

    ApiAnswer(int status, HttpHeaders headers, Pieces body, Duration patience) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.patience = patience;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The next piece of the body; empty = there are no more.
     *
     * @throws ApiFailure if it breaks off or falls silent
     */
    public List<ByteBuffer> next() throws ApiFailure {
        List<ByteBuffer> first = peeked.pollFirst();
        return first == null ? body.next(patience) : first;
    }

    /**
     * How the body begins: all of it if it has at most {@code limit} bytes and does not drip, else a part of it. {@link #next} gives it
     * all the same.
     */
    public byte[] peek(int limit) throws ApiFailure {
        ByteArrayOutputStream beginning = new ByteArrayOutputStream();
        long end = System.nanoTime() + patience.toNanos();
        while (beginning.size() <= limit && System.nanoTime() - end < 0) {
            List<ByteBuffer> piece = body.next(patience);
            if (piece.isEmpty()) {
                break;
            }
            peeked.addLast(piece);
            piece.forEach(bytes -> beginning.writeBytes(copyOf(bytes)));
        }
        return beginning.toByteArray();
    }

    private static byte[] copyOf(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    @Override
    public void close() {
        body.close();
    }

    @Override
    public String toString() {
        return "ApiAnswer[" + status + "]";
    }
}
