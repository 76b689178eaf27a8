package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenKey;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one HTTP request besides what Javalin knows: who is asked for, and how it ended. Handlers fill it,
 * the request log reads it.
 */
final class Exchange {

    static final String CORRELATION_HEADER = "X-Correlation-ID";

    private static final String ATTRIBUTE = "dev.jeton.exchange";
    private static final int LONGEST_BODY = 64 * 1024;

    private CorrelationId correlationId;
    private @Nullable TokenKey key;
    private @Nullable TokenAnswer answer;
    private String outcome = "ok";

    private Exchange(CorrelationId correlationId) {
        this.correlationId = correlationId;
    }

    /** Begins with the caller's correlation id, or with a new one where the caller sent none that is valid. */
    static void begin(Context ctx) {
        String sent = ctx.header(CORRELATION_HEADER);
        Exchange exchange = new Exchange(
                Optional.ofNullable(sent).flatMap(CorrelationId::parse).orElseGet(CorrelationId::random));
        ctx.attribute(ATTRIBUTE, exchange);
        exchange.tell(ctx);
    }

    static Exchange of(Context ctx) {
        @Nullable Exchange exchange = ctx.attribute(ATTRIBUTE);
        if (exchange == null) {
            begin(ctx);
            return of(ctx);
        }
        return exchange;
    }

    private void tell(Context ctx) {
        ctx.header(CORRELATION_HEADER, correlationId.value());
    }

    CorrelationId correlationId() {
        return correlationId;
    }

    /** A correlation id in the body counts where the header named none. */
    void correlateBy(CorrelationId fromBody, Context ctx) {
        if (ctx.header(CORRELATION_HEADER) == null) {
            correlationId = fromBody;
            tell(ctx);
        }
    }

    void asksFor(TokenKey asked) {
        key = asked;
    }

    void answeredWith(TokenAnswer given) {
        answer = given;
    }

    void failedWith(Problem problem) {
        outcome = problem.code().toLowerCase(Locale.ROOT);
    }

    String tenant() {
        return key == null ? "-" : key.tenant().value();
    }

    String type() {
        return key == null ? "-" : key.provider().value();
    }

    String source() {
        if (answer == null) {
            return "-";
        }
        return answer.degraded() ? "degraded" : answer.source().name().toLowerCase(Locale.ROOT);
    }

    String outcome() {
        return outcome;
    }

    /** The JSON object in the body, of at most 64 KiB. */
    static RequestBody body(Context ctx) {
        String type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new ProblemException(Problems.notJson());
        }
        if (ctx.contentLength() > LONGEST_BODY) {
            throw new ProblemException(Problems.tooLarge());
        }
        try {
            byte[] bytes = ctx.req().getInputStream().readNBytes(LONGEST_BODY + 1);
            if (bytes.length > LONGEST_BODY) {
                throw new ProblemException(Problems.tooLarge());
            }
            return RequestBody.parse(bytes);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(400, "INVALID_REQUEST", "body: broke off"));
        }
    }
}
