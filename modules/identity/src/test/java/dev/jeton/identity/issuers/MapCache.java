package dev.jeton.identity.issuers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What processes of a test keep for each other, as bytes; it can be away. */
final class MapCache implements CacheService {

    private record Kept(String json, Instant until) {}

    private final Map<CacheKey, Kept> kept = new ConcurrentHashMap<>();
    private final TimeSource time;
    private volatile boolean away;

    MapCache(TimeSource time) {
        this.time = time;
    }

    void goAway(boolean gone) {
        away = gone;
    }

    Set<CacheKey> keys() {
        return kept.keySet();
    }

    private void reach() {
        if (away) {
            throw new CacheUnavailable("the test has taken the cache away", null, null);
        }
    }

    void put(CacheKey key, byte[] json) {
        kept.put(key, new Kept(new String(json, UTF_8), Instant.MAX));
    }

    @Override
    public <T> Optional<T> get(CacheKey key, ValueFormat<T> format) {
        reach();
        Kept value = kept.get(key);
        if (value == null || !time.now().isBefore(value.until)) {
            return Optional.empty();
        }
        try {
            return Optional.of(format.read(value.json.getBytes(UTF_8)));
        } catch (UnreadableValue e) {
            return Optional.empty();
        }
    }

    @Override
    public <T> void set(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        reach();
        kept.put(
                key, new Kept(new String(format.write(value), UTF_8), time.now().plus(ttl)));
    }

    @Override
    public <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(CacheKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long deletePattern(CachePattern pattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean exists(CacheKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long increment(CacheKey key, Duration ttl) {
        throw new UnsupportedOperationException();
    }
}
