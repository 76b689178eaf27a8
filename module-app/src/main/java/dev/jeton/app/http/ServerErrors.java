package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server refuses by itself, headers that are too long for one, is told in the same words as all else. */
final class ServerErrors extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        CorrelationId correlationId = CorrelationId.random();
        Problem problem = Problems.ofStatus(response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(Exchange.CORRELATION_HEADER, correlationId.value());
        response.write(true, ByteBuffer.wrap(HttpApi.json(problem, correlationId.value())), callback);
        return true;
    }
}
