package dev.jeton.testkit.fake;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values in a map under one monitor, as the JSON that their formats make of them. Whatever is changed while a
 * source is asked keeps its answer from being kept.
 */
final class MapCache implements CacheService {

    private static final int LONGEST = 64 * 1024;

    private final TimeSource time;
    private final MapFlights flights = new MapFlights();
    private final Map<CacheKey, Kept> all = new HashMap<>();
    private final Map<CacheKey, Long> counters = new HashMap<>();
    private long changes;

    MapCache(TimeSource time) {
        this.time = time;
    }

    private static final class Kept {

        private final byte[] json;
        private final Deadline end;

        Kept(byte[] json, Deadline end) {
            this.json = json;
            this.end = end;
        }
    }

    private @Nullable Kept keptOrNull(CacheKey key) {
        Kept kept = all.get(key);
        return kept == null || kept.end.hasPassed() ? null : kept;
    }

    @Override
    public synchronized <T> Optional<T> get(CacheKey key, ValueFormat<T> format) {
        Kept kept = keptOrNull(key);
        try {
            return kept == null ? Optional.empty() : Optional.of(format.read(kept.json));
        } catch (UnreadableValue e) {
            return Optional.empty();
        }
    }

    @Override
    public <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source) {
        Optional<T> kept = get(key, format);
        return kept.isPresent() ? kept : flights.share(key, () -> load(key, format, source));
    }

    private <T> Optional<T> load(CacheKey key, ValueFormat<T> format, Source<T> source) {
        Optional<T> kept = get(key, format);
        if (kept.isPresent()) {
            return kept;
        }
        long before = changes();
        Optional<T> answer = source.load();
        answer.ifPresent(value -> keep(key, value, format, source.ttl(value), before));
        return answer;
    }

    private synchronized long changes() {
        return changes;
    }

    /** Unless anything at all has changed since. */
    private synchronized <T> void keep(CacheKey key, T value, ValueFormat<T> format, Duration ttl, long before) {
        if (changes == before) {
            set(key, value, format, ttl);
        }
    }

    @Override
    public synchronized <T> void set(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        boolean unused = delete(key);
        byte[] json = format.write(value);
        if (lasts(ttl) && json.length <= LONGEST) {
            all.put(key, new Kept(json, Deadline.in(ttl, time)));
        }
    }

    private static boolean lasts(Duration ttl) {
        return ttl.compareTo(Duration.ofMillis(1)) >= 0;
    }

    @Override
    public synchronized <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        if (keptOrNull(key) != null) {
            return false;
        }
        set(key, value, format, ttl);
        return keptOrNull(key) != null;
    }

    @Override
    public synchronized boolean delete(CacheKey key) {
        changes++;
        flights.leave(key);
        boolean was = keptOrNull(key) != null;
        all.remove(key);
        counters.remove(key);
        return was;
    }

    @Override
    public synchronized long deletePattern(CachePattern pattern) {
        // Also where nothing matches yet: it may be on its way.
        changes++;
        return List.copyOf(all.keySet()).stream()
                .filter(key -> pattern.matches(key.name()))
                .filter(this::delete)
                .count();
    }

    @Override
    public synchronized boolean exists(CacheKey key) {
        return keptOrNull(key) != null;
    }

    @Override
    public synchronized long increment(CacheKey key, Duration ttl) {
        changes++;
        if (!counters.containsKey(key) || keptOrNull(key) == null) {
            boolean unused = delete(key);
            all.put(key, new Kept(new byte[0], Deadline.in(ttl, time)));
        }
        return counters.merge(key, 1L, Long::sum);
    }

    @Override
    public String toString() {
        return "MapCache";
    }
}
