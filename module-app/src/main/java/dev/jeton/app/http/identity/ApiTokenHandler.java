package dev.jeton.app.http.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Secret;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Policy;
import dev.jeton.app.http.BodyReader;
import dev.jeton.app.http.ProblemException;
import dev.jeton.app.http.RequestBody;
import dev.jeton.app.http.RequestTrace;
import dev.jeton.app.problem.Problems;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Issued;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The routes of API tokens. A value is answered once, by the request that made it. */
final class ApiTokenHandler {

    private final ApiTokens tokens;
    private final BodyReader bodies;

    ApiTokenHandler(ApiTokens tokens, BodyReader bodies) {
        this.tokens = tokens;
        this.bodies = bodies;
    }

    /** {@code POST /api/v1/identity/users/{userId}/tokens}: a token for other doors than the broker's own. */
    void create(Context ctx) {
        UserId user = Answers.user(ctx);
        RequestBody body = bodies.read(ctx);
        Permissions permissions = permissions(body);
        if (!permissions.equals(Permissions.NONE)
                && !Policy.may(RequestTrace.of(ctx).caller(), Action.ADMIN)) {
            // Nobody opens the broker's own door for others who may not do everything behind it.
            throw new ProblemException(Problems.forbidden());
        }
        String name = body.string("name").orElse("API token");
        ApiTokens.Wish wish = new ApiTokens.Wish(user, name, permissions, Answers.ttlOrNull(body));
        try (Issued<ApiToken> issued = tokens.create(wish)) {
            Answers.recorded(ctx, user, issued.row().id(), issued.row().hash());
            Answers.created(ctx, json -> {
                json.writeStringField("token", issued.value().reveal(String::new));
                write(json, issued.row());
            });
        }
    }

    private static Permissions permissions(RequestBody body) {
        try {
            return new Permissions(Action.known(words(body, "actions")), words(body, "types"), words(body, "tenants"));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> words(RequestBody body, String name) {
        return body.strings(name).map(Set::copyOf).orElseGet(Set::of);
    }

    /** {@code GET /api/v1/identity/users/{userId}/tokens}. */
    void list(Context ctx) {
        List<ApiToken> all = tokens.ofUser(Answers.user(ctx));
        Answers.ok(ctx, json -> Answers.list(json, "tokens", all, ApiTokenHandler::write));
    }

    /** {@code DELETE /api/v1/identity/users/{userId}/tokens}. */
    void revokeAll(Context ctx) {
        int revoked = tokens.revokeAll(Answers.user(ctx)).size();
        Answers.ok(ctx, json -> json.writeNumberField("revoked", revoked));
    }

    /** {@code GET /api/v1/identity/tokens/{id}}. */
    void show(Context ctx) {
        ApiToken token = tokens.find(Answers.id(ctx)).orElseThrow(Answers::absent);
        Answers.ok(ctx, json -> write(json, token));
    }

    /** {@code DELETE /api/v1/identity/tokens/{id}}. */
    void revoke(Context ctx) {
        ApiToken token = tokens.revoke(Answers.id(ctx)).orElseThrow(Answers::absent);
        Answers.ok(ctx, json -> write(json, token));
    }

    /** {@code POST /api/v1/identity/tokens/lookup}. */
    void lookup(Context ctx) {
        Optional<ApiToken> found;
        try (Secret value = bodies.read(ctx).requiredValue("token", Secret::of)) {
            found = tokens.living(value);
        }
        Answers.ok(ctx, json -> {
            json.writeBooleanField("isValid", found.isPresent());
            if (found.isPresent()) {
                write(json, found.get());
            }
        });
    }

    private static void write(JsonGenerator json, ApiToken token) throws IOException {
        Answers.row(json, token);
        json.writeStringField("userId", token.user().value());
        json.writeStringField("name", token.name());
        words(json, "actions", token.permissions().actions());
        words(json, "types", token.permissions().types());
        words(json, "tenants", token.permissions().tenants());
    }

    private static void words(JsonGenerator json, String name, Set<String> words) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : new TreeSet<>(words)) {
            json.writeString(word);
        }
        json.writeEndArray();
    }
}
