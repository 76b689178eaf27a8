package dev.jeton.app.http;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.observe.LineWriter;
import dev.jeton.app.observe.LogClock;
import dev.jeton.app.problem.Problem;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line for every request, at its end. Probes and scrapes, which nobody asked for a token with, only at debug. The lines look
 * like those of all other loggers, but go their own way to stderr: there are as many as there are requests.
 */
final class RequestLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("jeton.request");

    private static final long NANOS_PER_TENTH = 100_000;

    private final LineWriter lines = LineWriter.start();
    private final LogClock clock = new LogClock();
    private final TimeSource time;

    RequestLog(TimeSource time) {
        this.time = time;
    }

    /** A request that Javalin has answered. */
    void write(Context ctx, float millis) {
        Level level = level(ctx.path());
        if (LOG.isEnabledForLevel(level)) {
            RequestLine.Ending ending = RequestLine.Ending.of(RequestTrace.of(ctx));
            write(level, ctx.method().name(), ctx.path(), ctx.statusCode(), ending, Math.round(millis * 10));
        }
    }

    /** A request that was answered with {@code status} in front of Javalin. */
    void write(String method, String path, int status, RequestTrace trace, long nanos) {
        if (LOG.isInfoEnabled()) {
            long tenths = (nanos + NANOS_PER_TENTH / 2) / NANOS_PER_TENTH;
            write(Level.INFO, method, path, status, RequestLine.Ending.of(trace), tenths);
        }
    }

    /** A request that got no further than the HTTP server; of some of them not even the path could be read. */
    void writeRefused(@Nullable String method, @Nullable String path, Problem problem, String correlationId) {
        Level level = level(path);
        if (LOG.isEnabledForLevel(level)) {
            RequestLine.Ending ending = new RequestLine.Ending(problem.label(), "-", "-", "-", "-", correlationId);
            write(level, String.valueOf(method), String.valueOf(path), problem.status(), ending, 0);
        }
    }

    private void write(Level level, String method, String path, int status, RequestLine.Ending ending, long tenths) {
        RequestLine.Head head = new RequestLine.Head(clock, time.millis(), level);
        lines.write(new RequestLine(head, method, path, status, ending, tenths));
    }

    private static Level level(@Nullable String path) {
        boolean asksForToken = path != null && (path.startsWith("/api") || path.startsWith("/auth"));
        return asksForToken ? Level.INFO : Level.DEBUG;
    }

    /** Writes what is still to be written. */
    @Override
    public void close() {
        lines.close();
    }
}
