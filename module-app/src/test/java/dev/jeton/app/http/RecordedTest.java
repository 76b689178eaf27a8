package dev.jeton.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.Audit;
import dev.jeton.app.audit.AuditRecord;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Caller;
import dev.jeton.testkit.http.HttpProbe;
import io.javalin.Javalin;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is recorded of routes that are about no tenant. */
final class RecordedTest {

    private static final String ROW = "00000000-0000-4000-8000-000000000000";

    private final List<String> records = new CopyOnWriteArrayList<>();
    private final Javalin server = Javalin.create(config -> {
                config.routes.before(ctx -> RequestTrace.of(ctx).calledBy(Caller.SERVICE));
                GuardedRoutes routes = new GuardedRoutes(config.routes, new Door(audit(), TimeSource.system()));
                routes.post("/users/{userId}", Action.IDENTITY_WRITE, ctx -> {});
                routes.delete("/rows/{id}", Action.IDENTITY_WRITE, ctx -> {});
                routes.get("/rows/{id}", Action.IDENTITY_READ, ctx -> {});
                routes.post("/refresh", Action.IDENTITY_WRITE, ctx -> {
                    Recorded.about(ctx, "session:s1");
                    Recorded.as(ctx, "refresh_token_reused");
                });
            })
            .start("127.0.0.1", 0);

    private Audit audit() {
        return new Audit() {
            @Override
            public void admit() {}

            @Override
            public void record(AuditRecord record) {
                records.add(record.action() + " " + record.subject().objectOrNull() + " "
                        + record.outcome().code());
            }

            @Override
            public void close() {}
        };
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    @DisplayName(
            "D-08 the user or row of the path is recorded if it is one, and what a handler says instead of the code")
    void objects() {
        HttpProbe probe = HttpProbe.at("127.0.0.1", server.port());
        probe.post("/users/u1@example.com", "{}");
        probe.post("/users/%20c4nary", "{}");
        probe.send("DELETE", "/rows/" + ROW);
        probe.send("DELETE", "/rows/c4nary");
        probe.get("/rows/" + ROW);
        probe.post("/refresh", "{}");

        assertThat(records)
                .containsExactly(
                        "identity:write user:u1@example.com ok",
                        "identity:write null ok",
                        "identity:write id:" + ROW + " ok",
                        "identity:write null ok",
                        "identity:write session:s1 refresh_token_reused");
    }
}
