package dev.jeton.cache.values;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CachePattern;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One flight per key in this process: whoever comes while it is under way waits for it. It has a thread of its own, so who
 * began it and hangs up neither cancels it nor fails the others.
 *
 * <p>What a flight brings may be as old as its beginning. So nobody joins one that has been under way for longer than values may
 * be out of date, nor one from before a change that was made here.
 */
final class Flights {

    /** Who asks the source bounds that by himself; this is for the day when he does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ConcurrentMap<CacheKey, Flight<?>> underWay = new ConcurrentHashMap<>();
    private final long longestNanos;
    private final TimeSource time;

    /** @param believedMillis how long a value may be out of date */
    Flights(long believedMillis, TimeSource time) {
        this.longestNanos = Duration.ofMillis(believedMillis).toNanos();
        this.time = time;
    }

    /** What {@code search} finds, or one that began for the same a moment ago; also its failure. */
    <T> Optional<T> share(CacheKey key, ValueFormat<T> format, Supplier<Optional<T>> search) {
        Flight<T> mine = new Flight<>(format, time.nanos());
        Flight<?> flight =
                underWay.compute(key, (same, other) -> other != null && other.isFor(mine, longestNanos) ? other : mine);
        if (flight == mine) {
            Thread.ofVirtual().name("jeton-fill").start(() -> mine.land(search, () -> underWay.remove(key, mine)));
        }
        return flight.as(format).await(PATIENCE);
    }

    /** Who comes from now on begins another one. */
    void leave(CacheKey key) {
        underWay.remove(key);
    }

    /** The same for all that match. */
    void leave(CachePattern pattern) {
        underWay.keySet().removeIf(key -> pattern.matches(key.name()));
    }
}
