package dev.jeton.providers.pipeline;

import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Time that does not move at all: in an exploration of interleavings only the order of steps may differ. */
enum FrozenTime implements TimeSource {
    INSTANCE;

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public void pause(Duration duration) {
        // Over at once.
    }
}
