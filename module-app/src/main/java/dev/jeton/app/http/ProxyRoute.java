package dev.jeton.app.http;

import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.Action;
import dev.jeton.app.http.proxy.ApiCall;
import dev.jeton.app.http.proxy.Passage;
import dev.jeton.app.http.proxy.Proxy;
import dev.jeton.app.http.proxy.ProxyTarget;
import dev.jeton.app.problem.Problems;
import dev.jeton.providers.api.ApiFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * {@code ANY /api/v1/proxy/{type}/{tenantId}/{path}}, in front of Javalin: there paths are as they were sent, bodies need not be held,
 * and an answer that breaks off can be broken off instead of ended.
 */
final class ProxyRoute extends Handler.Wrapper {

    /** No TRACE, which would show the token to the caller, and no CONNECT. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final Proxy proxy;
    private final RouteKeys keys;
    private final WayIn wayIn;
    private final RequestLog log;
    private final TimeSource time;

    ProxyRoute(Proxy proxy, RouteKeys keys, WayIn wayIn, RequestLog log, TimeSource time) {
        this.proxy = proxy;
        this.keys = keys;
        this.wayIn = wayIn;
        this.log = log;
        this.time = time;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<ProxyTarget> target = ProxyTarget.in(request.getHttpURI().getPath());
        if (target.isEmpty()) {
            return super.handle(request, response, callback);
        }
        serve(target.get(), request, response, callback);
        return true;
    }

    private void serve(ProxyTarget target, Request request, Response response, Callback callback) {
        long started = time.nanos();
        RequestTrace trace = RequestTrace.begin(request.getHeaders().get(RequestTrace.CORRELATION_HEADER));
        ByteBuffer rest = BufferUtil.EMPTY_BUFFER;
        Exception broken = null;
        try (Passage passage = admitted(target, request, response, trace)) {
            head(passage, response, trace);
            body(passage, response);
        } catch (Exception e) {
            if (response.isCommitted()) {
                broken = e;
                trace.brokeOff();
            } else {
                response.reset();
                noStore(response);
                rest = ByteBuffer.wrap(FrontProblem.of(e, response, trace));
                if (response.getStatus() == 405) {
                    response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", METHODS));
                }
            }
        }
        log.write(
                request.getMethod(),
                request.getHttpURI().getPath(),
                response.getStatus(),
                trace,
                time.nanos() - started);
        if (broken == null) {
            response.write(true, rest, callback);
        } else {
            // Breaks the connection off, so that nobody takes the half for the whole.
            callback.failed(broken);
        }
    }

    private Passage admitted(ProxyTarget target, Request request, Response response, RequestTrace trace)
            throws Exception {
        noStore(response);
        HttpFields headers = request.getHeaders();
        wayIn.gate().admit(trace, headers::get);
        return wayIn.door().through(trace, Action.PROXY, () -> open(target, request, trace));
    }

    private static void noStore(Response response) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private Passage open(ProxyTarget target, Request request, RequestTrace trace) throws ApiFailure {
        trace.concerns("api:" + request.getMethod() + " /" + target.path());
        TenantId tenant = RequestBody.valueOf("tenantId", target.tenant(), TenantId::new);
        TokenKey key = keys.key("type", target.type(), tenant, trace);
        if (!METHODS.contains(request.getMethod())) {
            throw new ProblemException(Problems.methodNotAllowed());
        }
        try {
            Passage passage = proxy.open(new ApiCall(key, target, request, trace.correlationId(), trace::answeredWith));
            trace.recordedAs("http_" + passage.status());
            return passage;
        } catch (IOException e) {
            throw new ProblemException(Problems.unread(e));
        }
    }

    private static void head(Passage passage, Response response, RequestTrace trace) throws IOException {
        response.setStatus(passage.status());
        HttpFields.Mutable headers = response.getHeaders();
        passage.headers(headers::add);
        headers.put(RequestTrace.CORRELATION_HEADER, trace.correlationId().value());
        boolean bodiless = WITHOUT_BODY.contains(passage.status());
        if (passage.length() >= 0 && !bodiless) {
            headers.put(HttpHeader.CONTENT_LENGTH, passage.length());
        } else if (!bodiless) {
            // It may be long until its first byte: the caller learns at once that there is an answer.
            Content.Sink.write(response, false, BufferUtil.EMPTY_BUFFER);
        }
    }

    private static void body(Passage passage, Response response) throws ApiFailure, IOException {
        for (List<ByteBuffer> piece = passage.next(); !piece.isEmpty(); piece = passage.next()) {
            for (ByteBuffer bytes : piece) {
                Content.Sink.write(response, false, bytes);
            }
        }
    }
}
