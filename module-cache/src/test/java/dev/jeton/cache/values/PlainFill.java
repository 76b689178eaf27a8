package dev.jeton.cache.values;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Planted: the value is put there whether or not its marker still stands, as a cache that is filled by a plain SET does. */
record PlainFill(ByteValues working) implements ByteValues {

    @Override
    public boolean replaceIfEqual(CacheKey key, byte[] expected, byte[] value, Duration ttl) {
        if (value.length == 0) {
            return working.replaceIfEqual(key, expected, value, ttl);
        }
        working.set(key, value, ttl);
        return true;
    }

    @Override
    public boolean isAway(CacheKey key) {
        return working.isAway(key);
    }

    @Override
    public Optional<Stored> find(CacheKey key) {
        return working.find(key);
    }

    @Override
    public void set(CacheKey key, byte[] value, Duration ttl) {
        working.set(key, value, ttl);
    }

    @Override
    public boolean setIfAbsent(CacheKey key, byte[] value, Duration ttl) {
        return working.setIfAbsent(key, value, ttl);
    }

    @Override
    public boolean delete(CacheKey key) {
        return working.delete(key);
    }

    @Override
    public long increment(CacheKey key, Duration ttl) {
        return working.increment(key, ttl);
    }

    @Override
    public void walk(CachePattern pattern, Consumer<List<CacheKey>> visitor) {
        working.walk(pattern, visitor);
    }
}
