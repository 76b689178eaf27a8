package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.app.problem.Problem;
import java.util.function.BiConsumer;

/** A problem as an HTTP answer, whoever sends it. */
final class ProblemAnswer {

    private ProblemAnswer() {}

    /** Tells {@code headers} what a client has to know besides the document, and gives the document. */
    static byte[] of(Problem problem, CorrelationId correlationId, BiConsumer<String, String> headers) {
        headers.accept(RequestTrace.CORRELATION_HEADER, correlationId.value());
        problem.retryAfterSeconds().ifPresent(seconds -> headers.accept("Retry-After", Long.toString(seconds)));
        if (problem.status() == 401) {
            // RFC 9110 section 15.5.2: with a challenge.
            headers.accept("WWW-Authenticate", "Bearer");
        }
        return JsonWriter.object(problem.members(correlationId.value()));
    }
}
