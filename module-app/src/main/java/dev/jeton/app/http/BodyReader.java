package dev.jeton.app.http;

import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.problem.Problems;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/** Reads the JSON object in a request's body: at most 64 KiB of it, and not for ever. */
final class BodyReader {

    private static final int LONGEST = 64 * 1024;
    private static final int FIRST_GUESS = 512;

    private final Duration patience;
    private final TimeSource time;

    /** @param patience for all of a body; the HTTP server bounds the silence between two bytes */
    BodyReader(Duration patience, TimeSource time) {
        this.patience = patience;
        this.time = time;
    }

    /** The body. A caller who takes longer to ask than we take to answer is not waited for. */
    RequestBody read(Context ctx) {
        Deadline deadline = Deadline.in(patience, time);
        String type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new ProblemException(Problems.notJson());
        }
        if (ctx.contentLength() > LONGEST) {
            throw new ProblemException(Problems.tooLarge());
        }
        try {
            return RequestBody.parse(bytes(ctx.req().getInputStream(), deadline));
        } catch (IOException e) {
            throw new ProblemException(Problems.brokenOff());
        }
    }

    private static byte[] bytes(InputStream body, Deadline deadline) throws IOException {
        byte[] bytes = new byte[FIRST_GUESS];
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
        return Arrays.copyOf(bytes, length);
    }
}
