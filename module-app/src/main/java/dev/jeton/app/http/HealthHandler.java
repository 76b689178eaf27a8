package dev.jeton.app.http;

import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
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
        Map<String, Object> dependencies = new LinkedHashMap<>();
        StateHealth.Reading reading = state.health().current();
        if (state.reach() == SharedState.Reach.FLEET) {
            dependencies.put("redis", dependency(reading));
        }
        String status = stopping.get() ? "unhealthy" : reading.usable() ? "healthy" : "degraded";
        ctx.status(stopping.get() ? 503 : 200);
        ctx.json(Map.of("status", status, "dependencies", dependencies));
    }

    private static Map<String, Object> dependency(StateHealth.Reading reading) {
        Map<String, Object> redis = new LinkedHashMap<>();
        redis.put("status", reading.usable() ? "up" : "down");
        redis.put("latencyMs", reading.latency().toNanos() / 1e6);
        return redis;
    }

    /** {@code GET /health/live}. */
    void live(Context ctx) {
        ctx.contentType("application/json").result("{\"status\":\"alive\"}");
    }

    /** {@code GET /health/ready}. */
    void ready(Context ctx) {
        boolean ready = !stopping.get();
        ctx.status(ready ? 200 : 503)
                .contentType("application/json")
                .result(ready ? "{\"status\":\"ready\"}" : "{\"status\":\"stopping\"}");
    }
}
