package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.app.problem.Problem;
import dev.jeton.app.problem.Problems;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the HTTP server refuses by itself, headers that are too long for one, or whatever comes while it stops, is told in
 * the same words as all else.
 */
final class ServerErrors extends ErrorHandler {

    private final RequestLog log;

    ServerErrors(RequestLog log) {
        this.log = log;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        CorrelationId correlationId = correlationId(request);
        Problem problem = Problems.ofStatus(response.getStatus());
        log.writeRefused(request.getMethod(), request.getHttpURI().getPath(), problem, correlationId.value());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        byte[] document = ProblemAnswer.of(problem, correlationId, headers::put);
        response.write(true, ByteBuffer.wrap(document), callback);
        return true;
    }

    private static CorrelationId correlationId(Request request) {
        return Optional.ofNullable(request.getHeaders().get(RequestTrace.CORRELATION_HEADER))
                .flatMap(CorrelationId::parse)
                .orElseGet(CorrelationId::random);
    }
}
