package dev.jeton.app.http.proxy;

import dev.jeton.providers.api.ApiBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The body of one request on its way to an API. A small one is read before it is sent; of a longer one a copy is made while it goes
 * through, as far as that may be kept, so that it can be sent a second time.
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
     * @throws IOException if it breaks off
     */
    static Upload of(Request request, CopyBudget budget) throws IOException {
        long length = request.getLength();
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        InputStream bytes = Request.asInputStream(request);
        Recording recording = new Recording(bytes, length, budget);
        if (length == 0 || (length < 0 && !chunked)) {
            return new Upload(new ApiBody.None(), recording);
        }
        ApiBody body = length > 0 && length <= SHORT
                ? new ApiBody.Held(bytes.readNBytes((int) length))
                : new ApiBody.Streamed(recording, length);
        return new Upload(body, recording);
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
