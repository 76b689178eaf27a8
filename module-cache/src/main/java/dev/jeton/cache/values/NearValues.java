package dev.jeton.cache.values;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.NearCacheSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that this process holds decoded, and believes: gives without asking. Belief ends with the first word of a change,
 * with the loss of the watch over changes, at the end of the value's own time, and after a while in any case. What was read
 * before such a word must not be believed after it, so whoever reads for us takes a stamp first.
 */
public final class NearValues implements ValueWatch.Listener {

    private final Cache<CacheKey, NearValue> held;
    private final Stamps stamps = new Stamps();
    private final ValueWatch watch;
    private final long believedMillis;
    private final TimeSource time;

    public NearValues(NearCacheSettings settings, ValueWatch watch, TimeSource time) {
        this.watch = watch;
        this.believedMillis = settings.believed().toMillis();
        this.time = time;
        // Without an expiry of its own: a read would ask the clock once more.
        this.held = Caffeine.newBuilder()
                .maximumWeight(settings.maxValues())
                .<CacheKey, NearValue>weigher((key, value) -> value.weight())
                .executor(Runnable::run)
                .build();
        watch.listen(this);
    }

    /** The value of {@code key} that may be given without asking anybody; null = ask. Nothing here locks or allocates. */
    @Nullable
    NearValue believedOrNull(CacheKey key, ValueFormat<?> format) {
        NearValue value = held.getIfPresent(key);
        return value != null && watch.isLive() && value.isBelieved(format, time.millis(), stamps.epoch())
                ? value
                : null;
    }

    /** To be taken before where the values are kept is asked. */
    Stamps.Stamp stamp(CacheKey key) {
        return stamps.take(key, time.millis());
    }

    /** Holds what was read, unless something has changed since {@code before}. */
    <T> void keep(CacheKey key, Reading.Present<T> read, ValueFormat<T> format, Stamps.Stamp before) {
        long until = before.takenAt() + Math.min(believedMillis, read.left().toMillis());
        if (until <= before.takenAt()) {
            return;
        }
        NearValue value = new NearValue(
                Optional.of(read.value()),
                format,
                before.takenAt(),
                until,
                before.epoch(),
                NearValue.weightOf(read.length()));
        // Looked at under the lock of the entry: who hears of a change afterwards removes what is put here.
        held.asMap().compute(key, (same, old) -> stamps.isCurrent(before) ? value : old);
    }

    @Override
    public void changed(CacheKey key) {
        // First: what is being read just now must not be believed either.
        stamps.advance(key);
        held.invalidate(key);
    }

    /** Everything that matches has changed. */
    void changed(CachePattern pattern) {
        held.asMap().keySet().stream()
                .filter(key -> pattern.matches(key.name()))
                .forEach(this::changed);
    }

    @Override
    public void missed() {
        stamps.advanceAll();
    }

    /** How long a value may be believed, at most. */
    long believedMillis() {
        return believedMillis;
    }

    long size() {
        return held.estimatedSize();
    }
}
