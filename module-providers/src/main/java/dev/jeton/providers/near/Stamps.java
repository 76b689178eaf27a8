package dev.jeton.providers.near;

import dev.jeton.api.TokenKey;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether anything was heard of a key between two moments. Keys share counters, so a change of one may pass for a change
 * of another: that costs a look, and a change that is overheard would cost the truth.
 */
public final class Stamps {

    private static final int COUNTERS = 4096;

    private final AtomicLongArray counters = new AtomicLongArray(COUNTERS);
    private final AtomicLong epoch = new AtomicLong();

    /**
     * What was known of a key at one moment.
     *
     * @param takenAt milliseconds of the wall clock
     */
    public record Stamp(int counter, long count, long epoch, long takenAt) {}

    Stamp take(TokenKey key, long now) {
        int counter = counter(key);
        return new Stamp(counter, counters.get(counter), epoch.get(), now);
    }

    boolean isCurrent(Stamp stamp) {
        return counters.get(stamp.counter) == stamp.count && epoch.get() == stamp.epoch;
    }

    /** Something has changed about {@code key}. */
    void advance(TokenKey key) {
        counters.incrementAndGet(counter(key));
    }

    /** Anything may have changed. */
    void advanceAll() {
        epoch.incrementAndGet();
    }

    long epoch() {
        return epoch.get();
    }

    private static int counter(TokenKey key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & COUNTERS - 1;
    }
}
