package dev.jeton.app.http;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenService;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.Audit;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.http.identity.IdentityRoutes;
import dev.jeton.app.http.proxy.Proxy;
import dev.jeton.app.http.proxy.ProxyTarget;
import dev.jeton.app.validation.JwtJudge;
import dev.jeton.identity.Identity;
import dev.jeton.providers.rotation.Connections;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** Which route leads where, and what every answer has in common. */
public final class HttpApi {

    private static final String CONNECTION = "/api/v1/connections/{type}/{tenantId}";
    private static final String CREDENTIALS = "/api/v1/credentials/{type}/{tenantId}";

    private final TokenHandler tokens;
    private final ConnectionHandler connections;
    private final CredentialHandler credentials;
    private final @Nullable Identity identityOrNull;
    private final JwtJudge judge;
    private final Callers callers;
    private final BodyReader bodies;
    private final HealthHandler health;
    private final ApiDocument document = new ApiDocument();
    private final CallerGate gate;
    private final Door door;
    private final Supplier<String> metrics;
    private final RequestLog log;
    private final TokenRoute hot;
    private final ProxyRoute proxy;
    private List<GuardedRoutes.Declared> declared = List.of();

    /**
     * @param timeout of a request for a token
     * @param metrics gives them as Prometheus text
     */
    public record Parts(
            TokenService tokens,
            Proxy proxy,
            Kept kept,
            Entrance entrance,
            Duration timeout,
            Supplier<String> metrics,
            TimeSource time) {}

    /**
     * Who may come in, and where it is recorded what they were given.
     *
     * @param judge tells what JWTs are worth
     */
    public record Entrance(Callers callers, Audit audit, JwtJudge judge) {}

    /**
     * What is kept, and where.
     *
     * @param rotating the providers whose connections are kept
     * @param credentialsOrNull null = there is no store for them
     * @param identityOrNull null = there is no database for first-party tokens
     */
    public record Kept(
            SharedState state,
            Connections connections,
            Set<ProviderId> rotating,
            @Nullable CredentialStore credentialsOrNull,
            @Nullable Identity identityOrNull) {}

    public HttpApi(Parts parts) {
        this.bodies = new BodyReader(parts.timeout, parts.time);
        Kept kept = parts.kept;
        this.tokens = new TokenHandler(parts.tokens, bodies, parts.timeout, parts.time);
        this.connections = new ConnectionHandler(parts.tokens, kept.connections, kept.rotating, bodies);
        this.credentials = new CredentialHandler(kept.credentialsOrNull, parts.tokens, bodies, parts.time);
        this.identityOrNull = kept.identityOrNull;
        this.judge = parts.entrance.judge;
        this.callers = parts.entrance.callers;
        this.health = new HealthHandler(kept.state);
        this.gate = new CallerGate(parts.entrance.callers);
        this.door = new Door(parts.entrance.audit, parts.time);
        this.metrics = parts.metrics;
        this.log = new RequestLog(parts.time);
        WayIn wayIn = new WayIn(gate, door);
        this.hot = new TokenRoute(tokens, bodies, wayIn, log, parts.time);
        this.proxy = new ProxyRoute(parts.proxy, new RouteKeys(parts.tokens), wayIn, log, parts.time);
    }

    /** From now on the readiness probe says no. */
    public void stopping() {
        health.stop();
    }

    /** Puts what must not wait for Javalin in front of it. */
    void configure(Server server) {
        server.setErrorHandler(new ServerErrors(log));
        server.insertHandler(proxy);
        server.insertHandler(hot);
    }

    /** After the last request: writes what there is still to log. */
    void stopped() {
        log.close();
    }

    void configure(JavalinConfig config) {
        RoutesConfig routes = config.routes;
        routes.before(RequestTrace::begin);
        for (String area : List.of("/api", "/api/*", "/auth", "/auth/*")) {
            routes.before(area, this::guard);
        }
        GuardedRoutes guarded = new GuardedRoutes(routes, door);
        declare(guarded);
        declared = guarded.declared();

        RoutedProblem.declare(routes);
        config.requestLogger.http(log::write);
    }

    private void declare(GuardedRoutes routes) {
        routes.post("/api/v1/token", Action.TOKEN_READ, tokens::token);
        routes.post("/api/v1/token/invalidate", Action.TOKEN_INVALIDATE, tokens::invalidate);
        routes.get("/auth/token", Action.TOKEN_READ, tokens::legacy);

        routes.get("/api/v1/connections", Action.CONNECTION_READ, connections::list);
        routes.get(CONNECTION, Action.CONNECTION_READ, connections::show);
        routes.put(CONNECTION, Action.CREDENTIALS_WRITE, connections::connect);
        routes.delete(CONNECTION, Action.CREDENTIALS_WRITE, connections::forget);
        routes.get("/api/v1/credentials", Action.CONNECTION_READ, credentials::list);
        routes.get(CREDENTIALS, Action.CONNECTION_READ, credentials::show);
        routes.put(CREDENTIALS, Action.CREDENTIALS_WRITE, credentials::put);
        routes.delete(CREDENTIALS, Action.CREDENTIALS_WRITE, credentials::delete);

        ProxyRoute.METHODS.forEach(method -> routes.inFront(method, ProxyTarget.ROUTE, Action.PROXY));
        IdentityRoutes.validation(routes, judge, bodies);
        if (identityOrNull == null) {
            IdentityRoutes.declareAbsent(routes);
        } else {
            IdentityRoutes.declare(routes, identityOrNull, callers, bodies);
        }

        routes.open("/health", health::health);
        routes.open("/health/live", health::live);
        routes.open("/health/ready", health::ready);
        routes.open("/metrics", this::metrics);
        routes.open("/openapi.json", document::openapi);
        routes.open("/docs", document::docs);
    }

    /** All routes that there are; none before a server was configured with them. */
    List<GuardedRoutes.Declared> declared() {
        return declared;
    }

    private void metrics(Context ctx) {
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get());
    }

    /** Whatever happens behind the gate may hold a token or tell of one: nobody may keep it. */
    private void guard(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        gate.admit(RequestTrace.of(ctx), ctx::header);
    }
}
