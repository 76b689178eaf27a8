package dev.jeton.providers.pipeline;

import dev.jeton.api.time.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The ticker as a clock, for a library that measures elapsed time with one: it never jumps, and its origin is arbitrary. */
final class TickerClock extends Clock {
    private final TimeSource time;
    private final long origin;

    TickerClock(TimeSource time) {
        this.time = time;
        this.origin = time.nanos();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plus(time.since(origin));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        // Nobody can ask for a local time of an arbitrary origin.
        return this;
    }
}
