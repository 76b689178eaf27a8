package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenService;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Caller;
import dev.jeton.app.caller.Policy;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes that put, show and delete tenants' credentials in the store. What they show is the names of the fields. */
final class CredentialHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_FIELDS = 50;

    private final @Nullable CredentialStore storeOrNull;
    private final TokenService tokens;
    private final RouteKeys keys;
    private final BodyReader bodies;
    private final TimeSource time;

    /** @param store null = there is none to put them into */
    CredentialHandler(@Nullable CredentialStore store, TokenService tokens, BodyReader bodies, TimeSource time) {
        this.storeOrNull = store;
        this.tokens = tokens;
        this.keys = new RouteKeys(tokens);
        this.bodies = bodies;
        this.time = time;
    }

    /** {@code GET /api/v1/credentials}: those that the caller may see. */
    void list(Context ctx) {
        Caller caller = RequestTrace.of(ctx).caller();
        List<TokenKey> all = store().list().stream()
                .filter(key -> Policy.may(caller, Action.CONNECTION_READ, key))
                .toList();
        ctx.contentType("application/json").result(JsonWriter.object(json -> {
            json.writeArrayFieldStart("credentials");
            for (TokenKey key : all) {
                json.writeStartObject();
                json.writeStringField("type", key.provider().value());
                json.writeStringField("tenantId", key.tenant().value());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    /** {@code GET /api/v1/credentials/{type}/{tenantId}}. */
    void show(Context ctx) {
        TokenKey key = keys.inPath(ctx);
        CorrelationId correlationId = RequestTrace.of(ctx).correlationId();
        try (Credentials found = store().find(key, correlationId, Deadline.in(PATIENCE, time))
                .orElseThrow(() -> new CredentialsNotFound("no credentials of this tenant are stored"))) {
            answer(ctx, key, found.names());
        }
    }

    /** {@code PUT /api/v1/credentials/{type}/{tenantId}}: the members of the object are the fields. */
    void put(Context ctx) {
        TokenKey key = keys.inPath(ctx);
        Map<String, Secret> fields = new LinkedHashMap<>();
        bodies.read(ctx).texts().forEach((name, text) -> fields.put(name, Secret.of(text)));
        try (Credentials credentials = new Credentials(fields)) {
            if (fields.isEmpty() || fields.size() > MOST_FIELDS) {
                throw new InvalidRequest("body: must have 1 to 50 members that are strings");
            }
            store().put(key, credentials);
            // A refusal of the old ones must not outlive them.
            tokens.invalidate(key);
            answer(ctx, key, credentials.names());
        }
    }

    /** {@code DELETE /api/v1/credentials/{type}/{tenantId}}. */
    void delete(Context ctx) {
        TokenKey key = keys.inPath(ctx);
        boolean deleted = store().delete(key);
        // What they bought must not outlive them.
        tokens.invalidate(key);
        ctx.contentType("application/json")
                .result(JsonWriter.object(json -> json.writeBooleanField("deleted", deleted)));
    }

    private CredentialStore store() {
        if (storeOrNull == null) {
            throw new StoreUnavailable(
                    "no store for credentials is set up: ENCRYPTION_KEYS and DATABASE_URL make one", null);
        }
        return storeOrNull;
    }

    private static void answer(Context ctx, TokenKey key, Set<String> names) {
        ctx.contentType("application/json").result(JsonWriter.object(json -> {
            json.writeStringField("type", key.provider().value());
            json.writeStringField("tenantId", key.tenant().value());
            json.writeArrayFieldStart("fields");
            for (String name : names) {
                json.writeString(name);
            }
            json.writeEndArray();
        }));
    }
}
