package dev.jeton.cache.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.values.ByteValues;
import dev.jeton.cache.values.Marker;
import dev.jeton.cache.values.Stored;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Values in this process, bounded by what they weigh, each until its time is over. */
public final class InMemoryValues implements ByteValues {

    private static final int KIB = 1024;

    private final Cache<CacheKey, Entry> entries;
    private final TimeSource time;

    /** @param maxValues so many of a KiB at most; the least used beyond that are dropped */
    public InMemoryValues(long maxValues, TimeSource time) {
        this.time = time;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxValues)
                .<CacheKey, Entry>weigher((key, entry) -> 1 + entry.bytes.length / KIB)
                .ticker(time::nanos)
                .executor(Runnable::run)
                .expireAfter(Expiry.<CacheKey, Entry>writing((key, entry) -> entry.left(time.nanos())))
                .build();
    }

    private static final class Entry {

        private final byte[] bytes;
        private final long endsAtNanos;

        Entry(byte[] bytes, long endsAtNanos) {
            this.bytes = bytes;
            this.endsAtNanos = endsAtNanos;
        }

        boolean isMarker() {
            return Marker.is(bytes);
        }

        Duration left(long nowNanos) {
            return Duration.ofNanos(Math.max(0, endsAtNanos - nowNanos));
        }
    }

    private Entry entry(byte[] value, Duration ttl) {
        return new Entry(value, time.nanos() + ttl.toNanos());
    }

    @Override
    public boolean isAway(CacheKey key) {
        return false;
    }

    @Override
    public Optional<Stored> find(CacheKey key) {
        return Optional.ofNullable(entries.getIfPresent(key))
                .map(found -> new Stored(found.bytes, found.left(time.nanos())));
    }

    @Override
    public void set(CacheKey key, byte[] value, Duration ttl) {
        entries.put(key, entry(value, ttl));
    }

    @Override
    public boolean setIfAbsent(CacheKey key, byte[] value, Duration ttl) {
        Entry mine = entry(value, ttl);
        Entry winner = entries.asMap().compute(key, (same, old) -> old == null || yields(old, mine) ? mine : old);
        return winner == mine;
    }

    private static boolean yields(Entry old, Entry next) {
        return old.isMarker() && !next.isMarker();
    }

    @Override
    public boolean replaceIfEqual(CacheKey key, byte[] expected, byte[] value, Duration ttl) {
        AtomicBoolean replaced = new AtomicBoolean();
        entries.asMap().computeIfPresent(key, (same, old) -> {
            boolean equal = Arrays.equals(old.bytes, expected);
            replaced.set(equal);
            return equal ? entryOrNull(value, ttl) : old;
        });
        return replaced.get();
    }

    private @Nullable Entry entryOrNull(byte[] value, Duration ttl) {
        return value.length == 0 ? null : entry(value, ttl);
    }

    @Override
    public boolean delete(CacheKey key) {
        Entry deleted = entries.asMap().remove(key);
        return deleted != null && !deleted.isMarker();
    }

    @Override
    public long increment(CacheKey key, Duration ttl) {
        Entry counted = entries.asMap().compute(key, (same, old) -> old == null ? first(ttl) : next(old, ttl));
        return number(counted).orElseThrow();
    }

    private Entry first(Duration ttl) {
        return entry("1".getBytes(US_ASCII), ttl);
    }

    private Entry next(Entry counter, Duration ttl) {
        return number(counter)
                .map(number -> new Entry(Long.toString(number + 1).getBytes(US_ASCII), counter.endsAtNanos))
                .orElseGet(() -> first(ttl));
    }

    private static Optional<Long> number(Entry entry) {
        try {
            return Optional.of(Long.parseLong(new String(entry.bytes, US_ASCII)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public void walk(CachePattern pattern, Consumer<List<CacheKey>> visitor) {
        visitor.accept(entries.asMap().keySet().stream()
                .filter(key -> pattern.matches(key.name()))
                .toList());
    }

    @Override
    public String toString() {
        return "InMemoryValues";
    }
}
