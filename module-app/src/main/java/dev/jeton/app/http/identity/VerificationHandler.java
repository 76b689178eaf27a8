package dev.jeton.app.http.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.api.port.Secret;
import dev.jeton.app.http.BodyReader;
import dev.jeton.app.http.RequestBody;
import dev.jeton.identity.tokens.Issued;
import dev.jeton.identity.tokens.VerificationTokens;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of verification tokens, and of what they have proven. */
final class VerificationHandler {

    private final VerificationTokens tokens;
    private final BodyReader bodies;

    VerificationHandler(VerificationTokens tokens, BodyReader bodies) {
        this.tokens = tokens;
        this.bodies = bodies;
    }

    /** {@code POST /api/v1/identity/users/{userId}/verification-tokens}. */
    void create(Context ctx) {
        UserId user = Answers.user(ctx);
        RequestBody body = bodies.read(ctx);
        try (Issued<VerificationToken> issued = tokens.create(user, type(body), Answers.ttlOrNull(body))) {
            Answers.recorded(ctx, user, issued.row().id(), issued.row().hash());
            Answers.created(ctx, json -> {
                json.writeStringField("token", issued.value().reveal(String::new));
                write(json, issued.row());
            });
        }
    }

    /** {@code GET /api/v1/identity/users/{userId}/verification-tokens}. */
    void list(Context ctx) {
        UserId user = Answers.user(ctx);
        List<VerificationToken> all = Stream.of(VerificationToken.Type.values())
                .flatMap(type -> tokens.ofUser(user, type).stream())
                .toList();
        Answers.ok(ctx, json -> Answers.list(json, "tokens", all, VerificationHandler::write));
    }

    /** {@code POST /api/v1/identity/verification-tokens/consume}. */
    void consume(Context ctx) {
        RequestBody body = bodies.read(ctx);
        VerificationToken.Type type = type(body);
        Optional<VerificationToken> consumed;
        try (Secret value = body.requiredValue("token", Secret::of)) {
            consumed = tokens.consume(value, type);
        }
        consumed.ifPresent(token -> Answers.recorded(ctx, token.user(), token.id(), token.hash()));
        Answers.ok(ctx, json -> {
            json.writeBooleanField("consumed", consumed.isPresent());
            if (consumed.isPresent()) {
                write(json, consumed.get());
            }
        });
    }

    /** {@code GET /api/v1/identity/users/{userId}}. */
    void proven(Context ctx) {
        UserId user = Answers.user(ctx);
        Map<VerificationToken.Type, Instant> proven = tokens.proven(user);
        Answers.ok(ctx, json -> {
            json.writeStringField("userId", user.value());
            Answers.moment(json, "emailVerifiedAt", Optional.ofNullable(proven.get(VerificationToken.Type.EMAIL)));
            Answers.moment(json, "phoneVerifiedAt", Optional.ofNullable(proven.get(VerificationToken.Type.PHONE)));
        });
    }

    private static VerificationToken.Type type(RequestBody body) {
        String label = body.requiredValue("type", text -> text);
        return VerificationToken.Type.of(label)
                .orElseThrow(() -> new InvalidRequest("type: must be one of " + known()));
    }

    private static String known() {
        return Stream.of(VerificationToken.Type.values())
                .map(VerificationToken.Type::label)
                .collect(Collectors.joining(", "));
    }

    private static void write(JsonGenerator json, VerificationToken token) throws IOException {
        Answers.row(json, token);
        json.writeStringField("userId", token.user().value());
        json.writeStringField("type", token.type().label());
    }
}
