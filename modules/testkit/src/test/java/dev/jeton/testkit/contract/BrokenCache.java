package dev.jeton.testkit.contract;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.ValueFormat;
import java.time.Duration;
import java.util.Optional;

/** Works, but for what a test breaks of it. */
class BrokenCache implements CacheService {

    final CacheService working;

    BrokenCache(CacheService working) {
        this.working = working;
    }

    @Override
    public <T> Optional<T> get(CacheKey key, ValueFormat<T> format) {
        return working.get(key, format);
    }

    @Override
    public <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source) {
        return working.getOrLoad(key, format, source);
    }

    @Override
    public <T> void set(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        working.set(key, value, format, ttl);
    }

    @Override
    public <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        return working.setIfAbsent(key, value, format, ttl);
    }

    @Override
    public boolean delete(CacheKey key) {
        return working.delete(key);
    }

    @Override
    public long deletePattern(CachePattern pattern) {
        return working.deletePattern(pattern);
    }

    @Override
    public boolean exists(CacheKey key) {
        return working.exists(key);
    }

    @Override
    public long increment(CacheKey key, Duration ttl) {
        return working.increment(key, ttl);
    }
}
