package dev.jeton.app.http.proxy;

import dev.jeton.api.time.Deadline;
import dev.jeton.providers.api.ApiBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The body of one request on its way to an API. A short one is read before anything is sent; of a longer one a copy is made while it
 * goes through, as far as that may be kept, so that it can be sent a second time.
 */
final class Upload implements AutoCloseable {

    /** Shorter bodies are read at once. */
    static final int SHORT = 64 * 1024;

    private final ApiBody body;
    private final Recording recording;

    private Upload(ApiBody body, Recording recording) {
        this.body = body;
        this.recording = recording;
    }

    /**
     * The body of {@code request}.
     *
     * @param budget of all copies in this process
     * @param deadline until which a short one has to be there
     * @throws IOException if it breaks off, or is not there in time
     */
    static Upload of(Request request, CopyBudget budget, Deadline deadline) throws IOException {
        long length = request.getLength();
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        InputStream bytes = Request.asInputStream(request);
        Recording recording = new Recording(bytes, length, budget);
        if (length == 0 || (length < 0 && !chunked)) {
            return new Upload(new ApiBody.None(), recording);
        }
        ApiBody body = length > 0 && length <= SHORT
                ? new ApiBody.Held(read(bytes, (int) length, deadline))
                : new ApiBody.Streamed(recording, length);
        return new Upload(body, recording);
    }

    /** The server bounds the silence between two bytes only. */
    private static byte[] read(InputStream from, int length, Deadline deadline) throws IOException {
        byte[] bytes = new byte[length];
        int count = 0;
        for (int read = 0; read >= 0 && count < length; read = from.read(bytes, count, length - count)) {
            count += read;
            if (deadline.hasPassed()) {
                throw new IOException("the body is too slow", new TimeoutException());
            }
        }
        return bytes;
    }

    /** To be sent the first time. */
    ApiBody body() {
        return body;
    }

    /** To be sent once more, after it was sent; empty = there is no copy of all of it. */
    Optional<ApiBody> again() {
        return body.isRepeatable() ? Optional.of(body) : recording.whole().map(ApiBody.Held::new);
    }

    @Override
    public void close() {
        recording.close();
    }
}
