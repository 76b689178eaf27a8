package dev.jeton.app.http.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.time.Durations;
import dev.jeton.app.http.JsonWriter;
import dev.jeton.app.http.ProblemException;
import dev.jeton.app.http.Recorded;
import dev.jeton.app.http.RequestBody;
import dev.jeton.app.problem.Problems;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the routes of identity read what is in a path or a body, and write what is in a row. */
final class Answers {

    private static final int CREATED = 201;

    private Answers() {}

    static UserId user(Context ctx) {
        return RequestBody.valueOf("userId", ctx.pathParam("userId"), UserId::new);
    }

    /** The id in the path; one that cannot be an id names nothing either. */
    static RowId id(Context ctx) {
        try {
            return new RowId(ctx.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw absent();
        }
    }

    /** What the audit is told of a token that is handed out or used up: by its row, and by as much of its hash as tells it from others. */
    static void recorded(Context ctx, UserId user, RowId row, TokenHash hash) {
        Recorded.about(ctx, "user:" + user + " id:" + row + " hash:" + hash);
    }

    static ProblemException absent() {
        return new ProblemException(Problems.noSuchRow());
    }

    /** {@code ttl}, a duration as settings have them, or whole seconds; null = not named. */
    static @Nullable Duration ttlOrNull(RequestBody body) {
        return body.text("ttl").map(Answers::duration).orElse(null);
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("ttl: " + e.getMessage());
        }
    }

    static void created(Context ctx, JsonWriter.Members members) {
        ok(ctx, members);
        ctx.status(CREATED);
    }

    static void ok(Context ctx, JsonWriter.Members members) {
        ctx.contentType("application/json").result(JsonWriter.object(members));
    }

    /** What all rows have. */
    static void row(JsonGenerator json, IdentityRow row) throws IOException {
        json.writeStringField("id", row.id().value());
        json.writeStringField("createdAt", row.life().createdAt().toString());
        moment(json, "expiresAt", row.life().expiresAt());
        moment(json, "endedAt", row.life().endedAt());
    }

    static void moment(JsonGenerator json, String name, Optional<Instant> moment) throws IOException {
        if (moment.isPresent()) {
            json.writeStringField(name, moment.get().toString());
        } else {
            json.writeNullField(name);
        }
    }

    /** One object for each of {@code rows}. */
    static <R> void list(JsonGenerator json, String name, List<R> rows, Row<R> writer) throws IOException {
        json.writeArrayFieldStart(name);
        for (R row : rows) {
            json.writeStartObject();
            writer.write(json, row);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes the members of one row. */
    interface Row<R> {
        void write(JsonGenerator json, R row) throws IOException;
    }
}
