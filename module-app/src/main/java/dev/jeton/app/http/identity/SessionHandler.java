package dev.jeton.app.http.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Secret;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.caller.Policy;
import dev.jeton.app.http.BodyReader;
import dev.jeton.app.http.JsonWriter;
import dev.jeton.app.http.ProblemException;
import dev.jeton.app.http.Recorded;
import dev.jeton.app.http.RequestTrace;
import dev.jeton.app.problem.Problems;
import dev.jeton.identity.tokens.AccessTokens;
import dev.jeton.identity.tokens.Issued;
import dev.jeton.identity.tokens.Sessions;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** The routes of sessions: a refresh token that is exchanged for the next one, and an access token each time. */
final class SessionHandler {

    private final Sessions sessions;
    private final AccessTokens access;
    private final Callers callers;
    private final BodyReader bodies;

    /** @param callers whose users are callers of the broker too: only an admin may begin or refresh a session of theirs */
    SessionHandler(Sessions sessions, AccessTokens access, Callers callers, BodyReader bodies) {
        this.callers = callers;
        this.sessions = sessions;
        this.access = access;
        this.bodies = bodies;
    }

    /** {@code POST /api/v1/identity/users/{userId}/sessions}. */
    void begin(Context ctx) {
        UserId user = Answers.user(ctx);
        if (!maySpeakFor(ctx, user)) {
            throw new ProblemException(Problems.forbidden());
        }
        try (Issued<RefreshToken> issued = sessions.begin(user)) {
            recorded(ctx, issued.row());
            Answers.created(ctx, tokens(issued));
        }
    }

    private boolean maySpeakFor(Context ctx, UserId user) {
        return !callers.isSubject(user.value())
                || Policy.may(RequestTrace.of(ctx).caller(), Action.ADMIN);
    }

    /** {@code POST /api/v1/identity/sessions/refresh}. */
    void refresh(Context ctx) {
        Sessions.Refreshed refreshed;
        try (Secret presented = bodies.read(ctx).requiredValue("refreshToken", Secret::of)) {
            sessions.find(presented).ifPresent(token -> requireMaySpeakFor(ctx, token));
            refreshed = sessions.refresh(presented);
        }
        switch (refreshed) {
            case Sessions.Refreshed.Renewed(Issued<RefreshToken> next) -> {
                try (next) {
                    recorded(ctx, next.row());
                    Answers.ok(ctx, tokens(next));
                }
            }
            case Sessions.Refreshed.Reused(RefreshToken token) -> {
                Recorded.as(ctx, "refresh_token_reused");
                recorded(ctx, token);
                throw new ReauthorizationRequired("the refresh token was used before: its session is over");
            }
            case Sessions.Refreshed.Dead dead ->
                throw new ReauthorizationRequired("the refresh token is unknown, or its session is over");
        }
    }

    /** Its user may have become a caller since the session began. A token that is refused here is not spent. */
    private void requireMaySpeakFor(Context ctx, RefreshToken token) {
        if (!maySpeakFor(ctx, token.user())) {
            recorded(ctx, token);
            throw new ProblemException(Problems.forbidden());
        }
    }

    private static void recorded(Context ctx, RefreshToken token) {
        Recorded.about(
                ctx,
                "user:" + token.user() + " session:" + token.session() + " id:" + token.id() + " hash:" + token.hash());
    }

    private JsonWriter.Members tokens(Issued<RefreshToken> issued) {
        RefreshToken token = issued.row();
        AccessTokens.Access jwt = access.issue(token.user(), token.session());
        return json -> {
            json.writeStringField("sessionId", token.session().value());
            json.writeStringField("userId", token.user().value());
            json.writeStringField("refreshToken", issued.value().reveal(String::new));
            Answers.moment(json, "refreshTokenExpiresAt", token.life().expiresAt());
            json.writeStringField("accessToken", jwt.token());
            json.writeStringField("tokenType", "Bearer");
            json.writeNumberField("expiresIn", jwt.lifetime().toSeconds());
        };
    }

    /** {@code GET /api/v1/identity/users/{userId}/sessions}. */
    void list(Context ctx) {
        List<RefreshToken> all = sessions.ofUser(Answers.user(ctx)).stream()
                .filter(token -> !token.used())
                .toList();
        Answers.ok(ctx, json -> Answers.list(json, "sessions", all, SessionHandler::write));
    }

    private static void write(JsonGenerator json, RefreshToken newest) throws IOException {
        json.writeStringField("sessionId", newest.session().value());
        json.writeStringField("refreshedAt", newest.life().createdAt().toString());
        Answers.moment(json, "expiresAt", newest.life().expiresAt());
        Answers.moment(json, "endedAt", newest.life().endedAt());
    }

    /** {@code DELETE /api/v1/identity/sessions/{id}}. */
    void end(Context ctx) {
        RowId session = Answers.id(ctx);
        Recorded.about(ctx, "session:" + session);
        boolean ended = sessions.end(session);
        Answers.ok(ctx, json -> json.writeBooleanField("ended", ended));
    }

    /** {@code DELETE /api/v1/identity/users/{userId}/sessions}. */
    void endAll(Context ctx) {
        int ended = sessions.endAll(Answers.user(ctx));
        Answers.ok(ctx, json -> json.writeNumberField("ended", ended));
    }
}
