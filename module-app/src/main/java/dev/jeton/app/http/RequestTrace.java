package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenKey;
import dev.jeton.app.observe.SourceLabel;
import dev.jeton.app.problem.Problem;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one HTTP request besides what Javalin knows: who is asked for, and how it ended. Handlers fill it,
 * the request log reads it.
 */
final class RequestTrace {

    static final String CORRELATION_HEADER = "X-Correlation-ID";

    private static final String ATTRIBUTE = "dev.jeton.trace";

    private final boolean correlatedByHeader;
    private CorrelationId correlationId;
    private @Nullable TokenKey key;
    private @Nullable TokenAnswer answer;
    private String outcome = "ok";

    private RequestTrace(boolean correlatedByHeader, CorrelationId correlationId) {
        this.correlatedByHeader = correlatedByHeader;
        this.correlationId = correlationId;
    }

    /** Begins with the caller's correlation id, or with a new one where the caller sent none that is valid. */
    static RequestTrace begin(@Nullable String header) {
        Optional<CorrelationId> sent = Optional.ofNullable(header).flatMap(CorrelationId::parse);
        return new RequestTrace(sent.isPresent(), sent.orElseGet(CorrelationId::random));
    }

    /** The same, for a request that Javalin answers. */
    static void begin(Context ctx) {
        RequestTrace trace = begin(ctx.header(CORRELATION_HEADER));
        ctx.attribute(ATTRIBUTE, trace);
        trace.tell(ctx);
    }

    static RequestTrace of(Context ctx) {
        RequestTrace trace = ctx.attribute(ATTRIBUTE);
        if (trace == null) {
            begin(ctx);
            return of(ctx);
        }
        return trace;
    }

    /** Echoes the correlation id that is in force by now. */
    void tell(Context ctx) {
        ctx.header(CORRELATION_HEADER, correlationId.value());
    }

    CorrelationId correlationId() {
        return correlationId;
    }

    /** A correlation id in the body counts where the header named none that is valid. */
    void correlateBy(CorrelationId fromBody) {
        if (!correlatedByHeader) {
            correlationId = fromBody;
        }
    }

    void asksFor(TokenKey asked) {
        key = asked;
    }

    void answeredWith(TokenAnswer given) {
        answer = given;
    }

    void failedWith(Problem problem) {
        outcome = problem.label();
    }

    String tenant() {
        return key == null ? "-" : key.tenant().value();
    }

    String type() {
        return key == null ? "-" : key.provider().value();
    }

    String source() {
        return answer == null ? "-" : SourceLabel.of(answer.source(), answer.degraded());
    }

    String outcome() {
        return outcome;
    }
}
