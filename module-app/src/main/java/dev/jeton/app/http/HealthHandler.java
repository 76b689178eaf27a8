package dev.jeton.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** How the process is: alive, ready for requests, and what it depends on. Degraded is ready. */
final class HealthHandler {

    private final SharedState state;
    private final AtomicBoolean stopping = new AtomicBoolean();

    HealthHandler(SharedState state) {
        this.state = state;
    }

    /** From now on nobody should send new requests here. */
    void stop() {
        stopping.set(true);
    }

    /** {@code GET /health}. */
    void health(Context ctx) {
        StateHealth.Reading reading = state.health().current();
        String status = stopping.get() ? "unhealthy" : reading.isWhole() ? "healthy" : "degraded";
        answer(ctx, json -> {
            json.writeStringField("status", status);
            json.writeObjectFieldStart("dependencies");
            if (state.reach() == SharedState.Reach.FLEET) {
                json.writeObjectFieldStart("redis");
                writeRedis(json, reading);
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static void writeRedis(JsonGenerator json, StateHealth.Reading reading) throws IOException {
        json.writeStringField("status", reading.usable() ? "up" : "down");
        // Before the first ping that was answered there is none.
        if (!reading.latency().isZero()) {
            json.writeNumberField("latencyMs", Math.round(reading.latency().toNanos() / 1e3) / 1e3);
        }
        if (reading.nodes().several()) {
            json.writeObjectFieldStart("nodes");
            json.writeNumberField("up", reading.nodes().up());
            json.writeNumberField("down", reading.nodes().down());
            json.writeEndObject();
        }
    }

    /** {@code GET /health/live}. */
    void live(Context ctx) {
        ctx.contentType("application/json").result(JsonWriter.object(json -> json.writeStringField("status", "alive")));
    }

    /** {@code GET /health/ready}. */
    void ready(Context ctx) {
        String status = stopping.get() ? "stopping" : "ready";
        answer(ctx, json -> json.writeStringField("status", status));
    }

    private void answer(Context ctx, JsonWriter.Members members) {
        ctx.status(stopping.get() ? 503 : 200).contentType("application/json").result(JsonWriter.object(members));
    }
}
