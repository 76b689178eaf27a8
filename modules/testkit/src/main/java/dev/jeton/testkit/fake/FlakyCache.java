package dev.jeton.testkit.fake;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.ValueFormat;
import java.time.Duration;
import java.util.Optional;

/** A working cache whose every call fails while it is broken down, but those that have a source to go to. */
record FlakyCache(CacheService working, Breakage breakage) implements CacheService {

    @Override
    public <T> Optional<T> get(CacheKey key, ValueFormat<T> format) {
        return breakage.guard(() -> working.get(key, format));
    }

    @Override
    public <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source) {
        return breakage.isBroken() ? source.load() : working.getOrLoad(key, format, source);
    }

    @Override
    public <T> void set(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        boolean unused = breakage.guard(() -> {
            working.set(key, value, format, ttl);
            return true;
        });
    }

    @Override
    public <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl) {
        return breakage.guard(() -> working.setIfAbsent(key, value, format, ttl));
    }

    @Override
    public boolean delete(CacheKey key) {
        return breakage.guard(() -> working.delete(key));
    }

    @Override
    public long deletePattern(CachePattern pattern) {
        return breakage.guard(() -> working.deletePattern(pattern));
    }

    @Override
    public boolean exists(CacheKey key) {
        return breakage.guard(() -> working.exists(key));
    }

    @Override
    public long increment(CacheKey key, Duration ttl) {
        return breakage.guard(() -> working.increment(key, ttl));
    }
}
