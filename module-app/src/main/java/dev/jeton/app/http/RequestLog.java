package dev.jeton.app.http;

import dev.jeton.app.observe.Lines;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for every request, at its end. Probes and scrapes, which nobody asked for a token with, only at debug. */
final class RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("jeton.request");

    private RequestLog() {}

    static void write(Context ctx, float millis) {
        boolean asksForToken = ctx.path().startsWith("/api") || ctx.path().startsWith("/auth");
        if (asksForToken ? !LOG.isInfoEnabled() : !LOG.isDebugEnabled()) {
            return;
        }
        Exchange exchange = Exchange.of(ctx);
        String line = ctx.method() + " " + Lines.clean(ctx.path())
                + " status=" + ctx.statusCode()
                + " outcome=" + exchange.outcome()
                + " tenant=" + exchange.tenant()
                + " type=" + exchange.type()
                + " source=" + exchange.source()
                + " durationMs=" + millis
                + " correlationId=" + exchange.correlationId();
        if (asksForToken) {
            LOG.info(line);
        } else {
            LOG.debug(line);
        }
    }
}
