package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.app.observe.Lines;
import dev.jeton.app.problem.Problem;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One line for every request, at its end. Probes and scrapes, which nobody asked for a token with, only at debug. */
final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("jeton.request");

    private RequestLog() {}

    static void write(Context ctx, float millis) {
        Level level = level(ctx.path());
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        RequestTrace trace = RequestTrace.of(ctx);
        LOG.atLevel(level)
                .log(ctx.method() + " " + Lines.clean(ctx.path())
                        + " status=" + ctx.statusCode()
                        + " outcome=" + trace.outcome()
                        + " tenant=" + trace.tenant()
                        + " type=" + trace.type()
                        + " source=" + trace.source()
                        + " durationMs=" + Math.round(millis * 10) / 10.0
                        + " correlationId=" + trace.correlationId());
    }

    /** A request that got no further than the HTTP server; of some of them not even the path could be read. */
    static void writeRefused(
            @Nullable String method, @Nullable String path, Problem problem, CorrelationId correlationId) {
        LOG.atLevel(level(path))
                .log(Lines.clean(String.valueOf(method)) + " " + Lines.clean(String.valueOf(path))
                        + " status=" + problem.status()
                        + " outcome=" + problem.label()
                        + " tenant=- type=- source=- durationMs=0"
                        + " correlationId=" + correlationId);
    }

    private static Level level(@Nullable String path) {
        boolean asksForToken = path != null && (path.startsWith("/api") || path.startsWith("/auth"));
        return asksForToken ? Level.INFO : Level.DEBUG;
    }
}
