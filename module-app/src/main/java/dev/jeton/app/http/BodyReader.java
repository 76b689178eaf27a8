package dev.jeton.app.http;

import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.problem.Problems;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the JSON object in a request's body: at most 64 KiB of it, and not for ever. */
public final class BodyReader {

    private static final int LONGEST = 64 * 1024;
    private static final int FIRST_GUESS = 512;

    private final Duration patience;
    private final TimeSource time;

    /** @param patience for all of a body; the HTTP server bounds the silence between two bytes */
    BodyReader(Duration patience, TimeSource time) {
        this.patience = patience;
        this.time = time;
    }

    /** Where a body comes from; nothing is read before it is asked for. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** The body of a request that Javalin answers. */
    public RequestBody read(Context ctx) {
        return read(ctx.contentType(), ctx.contentLength(), ctx.req()::getInputStream);
    }

    /**
     * The body. A caller who takes longer to ask than we take to answer is not waited for.
     *
     * @param length as announced; -1 = not
     */
    RequestBody read(@Nullable String contentType, long length, Source body) {
        Deadline deadline = Deadline.in(patience, time);
        if (contentType == null || !isJson(contentType)) {
            throw new ProblemException(Problems.notJson());
        }
        if (length > LONGEST) {
            throw new ProblemException(Problems.tooLarge());
        }
        // Closed also where not all of it is read: the server keeps a buffer for the rest.
        try (InputStream bytes = body.open()) {
            return parsed(bytes, length, deadline);
        } catch (IOException e) {
            throw new ProblemException(Problems.unread(e));
        }
    }

    private static boolean isJson(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().equalsIgnoreCase("application/json");
    }

    private static RequestBody parsed(InputStream body, long announced, Deadline deadline) throws IOException {
        // One more than there should be, to meet the end without growing.
        byte[] bytes = new byte[announced >= 0 && announced < FIRST_GUESS ? (int) announced + 1 : FIRST_GUESS];
        int length = 0;
        for (int read = 0; read >= 0; read = body.read(bytes, length, bytes.length - length)) {
            length += read;
            if (length > LONGEST) {
                throw new ProblemException(Problems.tooLarge());
            }
            if (deadline.hasPassed()) {
                throw new ProblemException(Problems.tooSlow());
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * length, LONGEST + 1));
            }
        }
        return RequestBody.parse(bytes, length);
    }
}
