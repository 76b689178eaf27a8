package dev.jeton.identity.jwt;

import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Our keys as this process read them a moment ago, so that a token costs no look into any cache. A key that is revoked is
 * believed here for that moment longer.
 */
public final class RememberedKeys implements KeySource {

    private final KeySource source;
    private final Duration believedFor;
    private final TimeSource time;
    private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();

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
        Reading reading = last.get();
        return reading != null && time.since(reading.atNanos).compareTo(believedFor) < 0
                ? reading.keys
                : read(source::living);
    }

    @Override
    public List<JwtKey> livingAnew() {
        return read(source::livingAnew);
    }

    @Override
    public List<JwtKey> stored() {
        return source.stored();
    }

    private List<JwtKey> read(Supplier<List<JwtKey>> keys) {
        long began = time.nanos();
        Reading reading = new Reading(keys.get(), began);
        // Who began earlier may have read what was before a revocation, and must not outlive who has read it since.
        Reading unused = last.updateAndGet(known -> known == null || known.atNanos - began <= 0 ? reading : known);
        return reading.keys;
    }

    @Override
    public String toString() {
        return "RememberedKeys over " + source;
    }
}
