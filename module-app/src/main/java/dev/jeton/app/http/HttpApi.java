package dev.jeton.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenService;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which route leads where, and what every answer has in common. */
public final class HttpApi {

    private static final Logger LOG = LoggerFactory.getLogger("jeton");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenHandler tokens;
    private final HealthHandler health;
    private final ApiDocument document = new ApiDocument();
    private final CallerGate gate;
    private final Supplier<String> metrics;

    /**
     * @param secret of service callers
     * @param timeout of a request for a token
     * @param metrics gives them as Prometheus text
     */
    public record Parts(
            TokenService tokens,
            SharedState state,
            Optional<Secret> secret,
            Duration timeout,
            Supplier<String> metrics,
            TimeSource time) {}

    public HttpApi(Parts parts) {
        this.tokens = new TokenHandler(parts.tokens, parts.timeout, parts.time);
        this.health = new HealthHandler(parts.state);
        this.gate = new CallerGate(parts.secret);
        this.metrics = parts.metrics;
    }

    /** From now on the readiness probe says no. */
    public void stopping() {
        health.stop();
    }

    void configure(JavalinConfig config) {
        RoutesConfig routes = config.routes;
        routes.before(Exchange::begin);
        routes.before("/api/*", this::guard);
        routes.before("/auth/*", this::guard);

        routes.post("/api/v1/token", tokens::token);
        routes.post("/api/v1/token/invalidate", tokens::invalidate);
        routes.get("/auth/token", tokens::legacy);

        routes.get("/health", health::health);
        routes.get("/health/live", health::live);
        routes.get("/health/ready", health::ready);
        routes.get("/openapi.json", document::openapi);
        routes.get("/docs", document::docs);
        routes.get(
                "/metrics",
                ctx -> ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.get()));

        routes.exception(TokenException.class, (e, ctx) -> tell(ctx, Problems.of(e)));
        routes.exception(ProblemException.class, (e, ctx) -> tell(ctx, e.problem()));
        routes.exception(HttpResponseException.class, (e, ctx) -> tell(ctx, Problems.ofStatus(e.getStatus())));
        routes.exception(Exception.class, HttpApi::defect);
        config.requestLogger.http(RequestLog::write);
    }

    /** Whatever happens behind the gate may hold a token or tell of one: nobody may keep it. */
    private void guard(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        gate.handle(ctx);
    }

    private static void defect(Exception e, Context ctx) {
        LOG.error("defect correlationId={}", Exchange.of(ctx).correlationId(), e);
        tell(ctx, Problems.defect());
    }

    private static void tell(Context ctx, Problem problem) {
        Exchange exchange = Exchange.of(ctx);
        exchange.failedWith(problem);
        problem.retryAfterSeconds().ifPresent(seconds -> ctx.header("Retry-After", Long.toString(seconds)));
        ctx.status(problem.status()).contentType(Problem.MEDIA_TYPE);
        ctx.result(json(problem, exchange.correlationId().value()));
    }

    static byte[] json(Problem problem, String correlationId) {
        try {
            return JSON.writeValueAsBytes(problem.members(correlationId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
