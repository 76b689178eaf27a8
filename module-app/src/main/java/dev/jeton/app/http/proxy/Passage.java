package dev.jeton.app.http.proxy;

import dev.jeton.providers.api.ApiAnswer;
import dev.jeton.providers.api.ApiFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;

/** An answer of an API on its way to the caller. Closing gives back whatever it takes. */
public final class Passage implements AutoCloseable {

    private final ApiAnswer answer;
    private final Runnable leave;
    private boolean closed;

    Passage(ApiAnswer answer, Runnable leave) {
        this.answer = answer;
        this.leave = leave;
    }

    public int status() {
        return answer.status();
    }

    /** Tells the headers that go through, but for the length. */
    public void headers(BiConsumer<String, String> add) {
        ForwardedHeaders.ofAnswer(answer.headers(), add);
    }

    /** The length of the body as the API announces it; -1 = it does not. */
    public long length() {
        return answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    }

    /**
     * The next piece of the body; empty = there are no more.
     *
     * @throws ApiFailure if it breaks off or falls silent
     */
    public List<ByteBuffer> next() throws ApiFailure {
        return answer.next();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            answer.close();
        } finally {
            leave.run();
        }
    }
}
