package dev.jeton.app.http.identity;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.UserId;
import dev.jeton.app.http.BodyReader;
import dev.jeton.app.http.RequestBody;
import dev.jeton.identity.upkeep.CleanUp;
import dev.jeton.identity.upkeep.Progress;
import dev.jeton.identity.upkeep.WarmUp;
import io.javalin.http.Context;
import java.util.List;

/** The routes by which an operator has a broker warm up and clean up. */
final class UpkeepHandler {

    private final WarmUp warmUp;
    private final CleanUp cleanUp;
    private final BodyReader bodies;

    UpkeepHandler(WarmUp warmUp, CleanUp cleanUp, BodyReader bodies) {
        this.warmUp = warmUp;
        this.cleanUp = cleanUp;
        this.bodies = bodies;
    }

    /** {@code POST /api/v1/identity/warm-up}; as many users as fit into a body. */
    void warmUp(Context ctx) {
        List<UserId> users =
                bodies
                        .read(ctx)
                        .strings("userIds")
                        .orElseThrow(() -> new InvalidRequest("userIds: is missing"))
                        .stream()
                        .map(text -> RequestBody.valueOf("userIds", text, UserId::new))
                        .toList();
        long rows = warmUp.run(users, Progress.SILENT);
        Answers.ok(ctx, json -> json.writeNumberField("rows", rows));
    }

    /** {@code POST /api/v1/identity/clean-up}. */
    void cleanUp(Context ctx) {
        long removed = cleanUp.run(Progress.SILENT);
        Answers.ok(ctx, json -> json.writeNumberField("removed", removed));
    }
}
