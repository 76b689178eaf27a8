package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.time.TimeSource;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** The routes that hand out and invalidate tokens. */
final class TokenHandler {

    private final TokenService tokens;
    private final RouteKeys keys;
    private final BodyReader bodies;
    private final Duration timeout;
    private final TimeSource time;

    /** @param timeout of a request */
    TokenHandler(TokenService tokens, BodyReader bodies, Duration timeout, TimeSource time) {
        this.tokens = tokens;
        this.keys = new RouteKeys(tokens);
        this.bodies = bodies;
        this.timeout = timeout;
        this.time = time;
    }

    /** {@code POST /api/v1/token} in the spellings that {@link TokenRoute} leaves to Javalin. */
    void token(Context ctx) {
        RequestTrace trace = RequestTrace.of(ctx);
        byte[] json = token(bodies.read(ctx), trace);
        trace.tell(ctx);
        ctx.contentType("application/json").result(json);
    }

    /** What {@code POST /api/v1/token} answers. */
    byte[] token(RequestBody body, RequestTrace trace) {
        body.value("correlationId", CorrelationId::new).ifPresent(trace::correlateBy);
        TokenKey key = key(body, trace);
        Freshness freshness = freshness(body);
        if (!(freshness instanceof Freshness.Cached)) {
            Door.requireRefresh(trace, key);
        }
        Duration minTtl = Duration.ofSeconds(body.wholeNumber("minTtlSeconds", 0, TtlPolicy.MAX_LIFETIME.toSeconds())
                .orElse(0L));
        return answer(request(key, freshness, minTtl, trace), trace, TokenJson::current);
    }

    /** Whoever names the rejected token is content with any other; only who does not must be given a new one. */
    private static Freshness freshness(RequestBody body) {
        boolean forced = body.bool("forceRefresh").orElse(false);
        Optional<Fingerprint> rejected = body.value("rejectedFingerprint", Fingerprint::new);
        if (rejected.isPresent()) {
            return new Freshness.NotThis(rejected.get());
        }
        return forced ? new Freshness.Forced() : new Freshness.Cached();
    }

    /** {@code GET /auth/token}, as the first version had it. */
    void legacy(Context ctx) {
        RequestTrace trace = RequestTrace.of(ctx);
        TenantId tenant = header(ctx, "X-Tenant-ID")
                .map(text -> RequestBody.valueOf("X-Tenant-ID", text, TenantId::new))
                .orElseThrow(() -> new InvalidRequest("X-Tenant-ID: is missing"));
        String type = header(ctx, "X-Credential-Type").orElse("genesys");
        TokenKey key = keys.key("X-Credential-Type", type, tenant, trace);
        byte[] json = answer(request(key, new Freshness.Cached(), Duration.ZERO, trace), trace, TokenJson::legacy);
        ctx.contentType("application/json").result(json);
    }

    private static Optional<String> header(Context ctx, String name) {
        return Optional.ofNullable(ctx.header(name));
    }

    /** {@code POST /api/v1/token/invalidate}. */
    void invalidate(Context ctx) {
        RequestBody body = bodies.read(ctx);
        RequestTrace trace = RequestTrace.of(ctx);
        TokenKey key = key(body, trace);
        Optional<Fingerprint> rejected = body.value("fingerprint", Fingerprint::new);
        rejected.ifPresent(trace::rejects);
        boolean invalidated =
                rejected.map(token -> tokens.invalidate(key, token)).orElseGet(() -> tokens.invalidate(key));
        ctx.contentType("application/json")
                .result(JsonWriter.object(json -> json.writeBooleanField("invalidated", invalidated)));
    }

    private TokenKey key(RequestBody body, RequestTrace trace) {
        TenantId tenant = body.requiredValue("tenantId", TenantId::new);
        return keys.key("type", body.requiredValue("type", type -> type), tenant, trace);
    }

    private TokenRequest request(TokenKey key, Freshness freshness, Duration minTtl, RequestTrace trace) {
        return new TokenRequest(key, freshness, minTtl, timeout, trace.correlationId());
    }

    private byte[] answer(TokenRequest request, RequestTrace trace, BiFunction<TokenAnswer, Instant, byte[]> json) {
        TokenAnswer answer = tokens.getToken(request);
        trace.answeredWith(answer);
        return json.apply(answer, time.now());
    }
}
