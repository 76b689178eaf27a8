package dev.jeton.app.http;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenService;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads whose token a request is about. Refuses whom the caller may not ask for first of all, and then types that nobody here
 * knows, naming those that there are. */
record RouteKeys(TokenService tokens) {
    /** The key in {@code …/{type}/{tenantId}}. */
    TokenKey inPath(Context ctx) {
        TenantId tenant = RequestBody.valueOf("tenantId", ctx.pathParam("tenantId"), TenantId::new);
        return key("type", ctx.pathParam("type"), tenant, RequestTrace.of(ctx));
    }

    /** A type that is misspelled is as unknown as any other, and the caller is told which ones there are. */
    TokenKey key(String name, String type, TenantId tenant, RequestTrace trace) {
        Optional<TokenKey> key = provider(type).map(provider -> new TokenKey(provider, tenant));
        key.ifPresent(asked -> {
            trace.asksFor(asked);
            Door.require(trace, asked);
        });
        return key.filter(asked -> tokens.providers().contains(asked.provider()))
                .orElseThrow(() -> new InvalidRequest(name + ": unknown; known are " + known()));
    }

    private static Optional<ProviderId> provider(String type) {
        try {
            return Optional.of(new ProviderId(type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String known() {
        return tokens.providers().stream().map(ProviderId::value).sorted().collect(Collectors.joining(", "));
    }
}
