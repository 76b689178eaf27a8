package dev.jeton.app.http;

import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import io.javalin.http.Context;
import java.util.Map;

/** What handlers have to say for the audit, where neither a tenant nor the problem's code says it. */
public final class Recorded {

    private Recorded() {}

    /** What the request is about, {@code user:u1} say. Never a secret. */
    public static void about(Context ctx, String object) {
        RequestTrace.of(ctx).concerns(object);
    }

    /** How it ended, in lower case, in the place of {@code ok} or of the problem's code: {@code refresh_token_reused} say. */
    public static void as(Context ctx, String outcome) {
        RequestTrace.of(ctx).recordedAs(outcome);
    }

    /** A user or a row that the path names, if it has the shape of one: whatever else may stand there is no name. */
    static void pathOf(Context ctx, RequestTrace trace) {
        Map<String, String> path = ctx.pathParamMap();
        try {
            if (path.containsKey("userId")) {
                trace.concerns("user:" + new UserId(path.get("userId")));
            } else if (path.containsKey("id")) {
                trace.concerns("id:" + new RowId(path.get("id")));
            }
        } catch (IllegalArgumentException e) {
            // The handler will say so.
        }
    }
}
