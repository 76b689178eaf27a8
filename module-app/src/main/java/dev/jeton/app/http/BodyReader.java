package dev.jeton.app.http;

import dev.jeton.api.time.Deadline;
import dev.jeton.app.problem.Problems;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads the JSON object in a request's body: at most 64 KiB of it, and not for ever. */
final class BodyReader {

    private static final int LONGEST = 64 * 1024;
    private static final int FIRST_GUESS = 512;

    private BodyReader() {}

    /**
     * The body.
     *
     * @param deadline for all of it; the HTTP server bounds the silence between two bytes
     */
    static RequestBody read(Context ctx, Deadline deadline) {
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
