package dev.jeton.identity.jwt;

import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our keys as this process read them a moment ago, so that a token costs no look into any cache. A key that is revoked is
 * believed here for that moment longer.
 */
public final class RememberedKeys implements KeySource {

    private final KeySource source;
    private final Duration believedFor;
    private final TimeSource time;
    private volatile @Nullable Reading last;

    /** What was read, and when the reading began. */
    private record Reading(List<JwtKey> keys, long atNanos) {}

    /** @param believedFor part of the time in which a revocation has to be heard everywhere */
    public RememberedKeys(KeySource source, Duration believedFor, TimeSource time) {
        this.source = source;
        this.believedFor = believedFor;
        this.time = time;
    }

    @Override
    public List<JwtKey> living() {
        Reading reading = last;
        if (reading == null || time.since(reading.atNanos).compareTo(believedFor) >= 0) {
            long began = time.nanos();
            reading = new Reading(source.living(), began);
            last = reading;
        }
        return reading.keys;
    }

    @Override
    public List<JwtKey> livingAnew() {
        long began = time.nanos();
        List<JwtKey> keys = source.livingAnew();
        last = new Reading(keys, began);
        return keys;
    }

    /** Asks the source the next time: after keys were changed by this process. */
    public void forget() {
        last = null;
    }

    @Override
    public String toString() {
        return "RememberedKeys over " + source;
    }
}
