package dev.jeton.cache.values;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService.Source;
import dev.jeton.api.cache.ValueFormat;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the source for a value that is not kept, and keeps it if nothing was set or deleted meanwhile.
 *
 * <ol>
 *   <li>A {@link Marker} of our own is set where there is nothing. Somebody else's is left alone: then the source is asked, and
 *       the other one keeps what it has.
 *   <li>The source is asked.
 *   <li>Where the marker still stands, and only there, the value takes its place, in one step.
 * </ol>
 *
 * <p>Whoever changes the truth and then sets or deletes the key takes the marker away, so what the source had before does not
 * come after. The marker ends by itself: a source that takes longer, or a process that crashes, costs a fill.
 */
final class LeaseFill {

    /** Longer than a source takes that is well; as long others ask it too, after a crash. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final byte[] NOTHING = {};

    private final StoredValues values;

    LeaseFill(StoredValues values) {
        this.values = values;
    }

    /** What the source has. A failure of where values are kept is told and survived; one of the source is the caller's. */
    <T> Optional<T> load(CacheKey key, ValueFormat<T> format, Source<T> source) {
        byte[] marker = Marker.fresh();
        if (!isLeased(key, marker)) {
            return source.load();
        }
        byte[] fill = NOTHING;
        Duration ttl = Duration.ZERO;
        try {
            Optional<T> answer = source.load();
            ttl = answer.map(source::ttl).orElse(Duration.ZERO);
            fill = encoded(key, answer, format, ttl);
            return answer;
        } finally {
            // Also after a failure: others need not wait for the marker's end.
            settle(key, marker, fill, ttl);
        }
    }

    private boolean isLeased(CacheKey key, byte[] marker) {
        try {
            return values.bytes().setIfAbsent(key, marker, LEASE);
        } catch (CacheUnavailable e) {
            values.failed("mark", e.detail());
            return false;
        }
    }

    private <T> byte[] encoded(CacheKey key, Optional<T> answer, ValueFormat<T> format, Duration ttl) {
        return answer.flatMap(value -> values.encoded(key, value, format, ttl)).orElse(NOTHING);
    }

    /** Puts the value in the place of the marker, or nothing. */
    private void settle(CacheKey key, byte[] marker, byte[] fill, Duration ttl) {
        try {
            boolean unused = values.bytes().replaceIfEqual(key, marker, fill, StoredValues.bounded(ttl));
        } catch (CacheUnavailable e) {
            values.failed("fill", e.detail());
        }
    }
}
