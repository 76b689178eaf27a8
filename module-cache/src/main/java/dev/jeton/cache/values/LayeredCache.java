package dev.jeton.cache.values;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheUsage;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The cache service in its layers: decoded values near, one flight per key, the bytes where they are kept, and the lease fill
 * behind them. A change that is made here is known to this process before the method returns.
 */
public final class LayeredCache implements CacheService {

    private final NearValues near;
    private final StoredValues values;
    private final LeaseFill fill;
    private final Flights flights;
    private final ReadCounts counts = new ReadCounts();

    /** @param values where all processes keep them */
    public LayeredCache(NearValues near, StoredValues values, TimeSource time) {
        this.near = near;
        this.values = values;
        this.fill = new LeaseFill(values);
        this.flights = new Flights(near.believedMillis(), time);
    }

    @Override
    public <T> Optional<T> get(CacheKey key, ValueFormat<T> format) {
        NearValue held = near.believedOrNull(key, format);
        if (held != null) {
            counts.near();
            return held.as(format);
        }
        return read(key, format) instanceof Reading.Present<T>(T value, Duration left, int length)
                ? Optional.of(value)
                : Optional.empty();
    }

    private <T> Reading<T> read(CacheKey key, ValueFormat<T> format) {
        // Before anything is read: what changes from now on must not be believed as it was.
        Stamps.Stamp before = near.stamp(key);
        Reading<T> reading = values.read(key, format);
        if (reading instanceof Reading.Present<T> present) {
            near.keep(key, present, format, before);
            counts.shared();
        } else {
            counts.missed();
        }
        return reading;
    }

    @Override
    public <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source) {
        NearValue held = near.believedOrNull(key, format);
        if (held != null) {
            counts.near();
            return held.as(format);
        }
        return flights.share(key, format, () -> search(key, format, source));
    }

    private <T> Optional<T> search(CacheKey key, ValueFormat<T> format, Source<T> source) {
        if (values.bytes().isAway(key)) {
            // Said once when it went, and not at every read.
            return source.load();
        }
        Reading<T> reading;
        try {
            reading = read(key, format);
            if (reading instanceof Reading.Unreadable<T>) {
                // It would stand in the way of a value that can be read, to its end.
                values.bytes().delete(key);
            }
        } catch (CacheUnavailable e) {
            values.failed("read", e.detail());
            return source.load();
        }
        return switch (reading) {
            case Reading.Present<T>(T value, Duration left, int length) -> Optional.of(value);
            case Reading.Marked<T>() -> source.load();
            case Reading.Absent<T>() -> fill.load(key, format, source);
            // It is out of the way by now.
            case Reading.Unreadable<T>() -> fill.load(key, format, source);
        };
    }

    @Override
    public <T> void set(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        Optional<byte[]> encoded = values.encoded(key, value, format, ttl);
        boolean unused = changing(key, () -> {
            if (encoded.isEmpty()) {
                return values.bytes().delete(key);
            }
            values.bytes().set(key, encoded.get(), StoredValues.bounded(ttl));
            return true;
        });
    }

    @Override
    public <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        Optional<byte[]> encoded = values.encoded(key, value, format, ttl);
        return encoded.isPresent()
                && changing(key, () -> values.bytes().setIfAbsent(key, encoded.get(), StoredValues.bounded(ttl)));
    }

    @Override
    public boolean delete(CacheKey key) {
        return changing(key, () -> values.bytes().delete(key));
    }

    @Override
    public long deletePattern(CachePattern pattern) {
        AtomicLong deleted = new AtomicLong();
        try {
            values.bytes().walk(pattern, keys -> keys.forEach(key -> deleted.addAndGet(delete(key) ? 1 : 0)));
            return deleted.get();
        } finally {
            // What was dropped there a moment ago, and so was not met, may still be believed here.
            near.changed(pattern);
            flights.leave(pattern);
        }
    }

    @Override
    public boolean exists(CacheKey key) {
        return values.bytes()
                .find(key)
                .filter(found -> !Marker.is(found.bytes()))
                .isPresent();
    }

    @Override
    public long increment(CacheKey key, Duration ttl) {
        if (StoredValues.isOver(ttl)) {
            boolean unused = delete(key);
            return 1;
        }
        return changing(key, () -> values.bytes().increment(key, StoredValues.bounded(ttl)));
    }

    /** Whatever comes of it: after a failure nobody knows whether it was done. */
    private <R> R changing(CacheKey key, Supplier<R> change) {
        try {
            return change.get();
        } finally {
            near.changed(key);
            flights.leave(key);
        }
    }

    @Override
    public CacheUsage usage() {
        return counts.with(near.size());
    }

    @Override
    public String toString() {
        return "LayeredCache[" + values.bytes() + "]";
    }
}
