package dev.jeton.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenService;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.port.Secret;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Caller;
import dev.jeton.app.caller.Policy;
import dev.jeton.providers.rotation.Connections;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that show what is cached and stored of a tenant, never a secret of it, and that connect and forget tenants. */
final class ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger("jeton");

    private final TokenService tokens;
    private final Connections connections;
    private final Set<ProviderId> rotating;
    private final RouteKeys keys;
    private final BodyReader bodies;

    /** @param rotating the providers whose connections are kept; of others only the cached token can be shown */
    ConnectionHandler(TokenService tokens, Connections connections, Set<ProviderId> rotating, BodyReader bodies) {
        this.tokens = tokens;
        this.connections = connections;
        this.rotating = rotating;
        this.keys = new RouteKeys(tokens);
        this.bodies = bodies;
    }

    /** {@code GET /api/v1/connections}: those that the caller may see. */
    void list(Context ctx) {
        Caller caller = RequestTrace.of(ctx).caller();
        List<GrantStatus> all = connections.list().stream()
                .filter(status -> Policy.may(caller, Action.CONNECTION_READ, status.key()))
                .toList();
        answer(ctx, json -> {
            json.writeArrayFieldStart("connections");
            for (GrantStatus status : all) {
                json.writeStartObject();
                write(json, status);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** {@code GET /api/v1/connections/{type}/{tenantId}}. */
    void show(Context ctx) {
        TokenKey key = keys.inPath(ctx);
        GrantStatus status = rotating.contains(key.provider()) ? connection(key) : cached(key);
        answer(ctx, json -> write(json, status));
    }

    private GrantStatus connection(TokenKey key) {
        return connections.show(key).orElseThrow(ConnectionHandler::notConnected);
    }

    private static CredentialsNotFound notConnected() {
        return new CredentialsNotFound("nobody has connected this tenant to the provider");
    }

    /** What there is to see where no grant is kept. */
    private GrantStatus cached(TokenKey key) {
        Optional<TokenEntry> entry = tokens.cached(key);
        return new GrantStatus(
                key,
                0,
                null,
                entry.map(held -> held.token().fingerprint()).orElse(null),
                entry.flatMap(held -> held.schedule().expiry()).orElse(null),
                null);
    }

    /** {@code PUT /api/v1/connections/{type}/{tenantId}}. */
    void connect(Context ctx) {
        TokenKey key = rotatingKey(ctx);
        RequestBody body = bodies.read(ctx);
        boolean replace = body.bool("replace").orElse(false);
        try (Secret refreshToken = body.requiredValue("refreshToken", Secret::of)) {
            if (replace) {
                connections.replace(key, refreshToken);
            } else {
                connections.importNew(key, refreshToken);
            }
        }
        forgetTokens(key);
        GrantStatus status = connection(key);
        answer(ctx, json -> write(json, status));
    }

    /** {@code DELETE /api/v1/connections/{type}/{tenantId}}. */
    void forget(Context ctx) {
        TokenKey key = rotatingKey(ctx);
        boolean forgotten = connections.forget(key);
        forgetTokens(key);
        answer(ctx, json -> json.writeBooleanField("forgotten", forgotten));
    }

    /**
     * Tokens of the old connection, and refusals of it, are over. What is done in the store is done: a cache that is away must
     * not make the caller do it again, for that would be refused.
     */
    private void forgetTokens(TokenKey key) {
        try {
            tokens.invalidate(key);
        } catch (CacheUnavailable e) {
            LOG.warn("an old access token may still be in the shared cache key={}", key);
        }
    }

    private TokenKey rotatingKey(Context ctx) {
        TokenKey key = keys.inPath(ctx);
        if (!rotating.contains(key.provider())) {
            throw new InvalidRequest("type: " + key.provider() + " has no refresh tokens to be connected with");
        }
        return key;
    }

    private void write(JsonGenerator json, GrantStatus status) throws IOException {
        boolean kept = rotating.contains(status.key().provider());
        json.writeStringField("type", status.key().provider().value());
        json.writeStringField("tenantId", status.key().tenant().value());
        json.writeStringField(
                "state", kept ? status.state() : status.fingerprint().isPresent() ? "cached" : "none");
        if (kept) {
            json.writeNumberField("generation", status.generation());
        } else {
            json.writeNullField("generation");
        }
        writeText(json, "expiresAt", status.expiresAt().map(Instant::toString).orElse(null));
        writeText(
                json, "fingerprint", status.fingerprint().map(Object::toString).orElse(null));
        writeText(json, "lastError", status.lastErrorOrNull());
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }

    private static void answer(Context ctx, JsonWriter.Members members) {
        ctx.contentType("application/json").result(JsonWriter.object(members));
    }
}
