package dev.jeton.app.http;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.Action;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /api/v1/token}, the one route whose cost counts, in front of Javalin and of the servlets below it: those match every
 * path against regular expressions and cost more than everything that is ours. Whatever else is asked, and this route in
 * another spelling, goes on to Javalin, which answers it in the same words.
 */
final class TokenRoute extends Handler.Wrapper {

    private static final String PATH = "/api/v1/token";
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private final TokenHandler tokens;
    private final BodyReader bodies;
    private final CallerGate gate;
    private final Door door;
    private final RequestLog log;
    private final TimeSource time;

    TokenRoute(TokenHandler tokens, BodyReader bodies, WayIn wayIn, RequestLog log, TimeSource time) {
        this.tokens = tokens;
        this.bodies = bodies;
        this.gate = wayIn.gate();
        this.door = wayIn.door();
        this.log = log;
        this.time = time;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!HttpMethod.POST.is(request.getMethod())
                || !PATH.equals(request.getHttpURI().getPath())) {
            return super.handle(request, response, callback);
        }
        serve(request, response, callback);
        return true;
    }

    private void serve(Request request, Response response, Callback callback) {
        long started = time.nanos();
        RequestTrace trace = RequestTrace.begin(request.getHeaders().get(RequestTrace.CORRELATION_HEADER));
        byte[] answer = answer(request, response, trace);
        // Before the answer is sent: a process that is told to stop has the lines of all that it has answered.
        log.write("POST", PATH, response.getStatus(), trace, time.nanos() - started);
        response.write(true, ByteBuffer.wrap(answer), callback);
    }

    private byte[] answer(Request request, Response response, RequestTrace trace) {
        response.getHeaders().put(NO_STORE);
        try {
            HttpFields headers = request.getHeaders();
            gate.admit(trace, headers::get);
            byte[] json = door.through(trace, Action.TOKEN_READ, () -> tokens.token(body(request), trace));
            response.setStatus(200);
            response.getHeaders()
                    .put(JSON)
                    .put(RequestTrace.CORRELATION_HEADER, trace.correlationId().value());
            return json;
        } catch (Exception e) {
            return FrontProblem.of(e, response, trace);
        }
    }

    private RequestBody body(Request request) {
        return bodies.read(
                request.getHeaders().get(HttpHeader.CONTENT_TYPE),
                request.getLength(),
                () -> Request.asInputStream(request));
    }
}
