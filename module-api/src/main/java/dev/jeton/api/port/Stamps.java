package dev.jeton.api.port;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether anything was heard of a key between two moments: what was read of the shared state before a change was told
 * must not be believed after it. Whoever reads takes a stamp first, and believes what it has read while the stamp is current.
 *
 * <p>Keys are told apart by their hashes and share counters, so a change of one may pass for a change of another: that costs
 * a look, and a change that is overheard would cost the truth.
 */
public final class Stamps {

    private static final int COUNTERS = 4096;

    private final AtomicLongArray counters = new AtomicLongArray(COUNTERS);
    private final AtomicLong epoch = new AtomicLong();

    public Stamps() {}

    /**
     * What was known of a key at one moment.
     *
     * @param takenAt milliseconds of the wall clock
     */
    public record Stamp(int counter, long count, long epoch, long takenAt) {}

    /** To be taken before {@code key} is read. */
    public Stamp take(Object key, long now) {
        int counter = counter(key);
        return new Stamp(counter, counters.get(counter), epoch.get(), now);
    }

    /** Whether nothing was heard since. */
    public boolean isCurrent(Stamp stamp) {
        return counters.get(stamp.counter) == stamp.count && epoch.get() == stamp.epoch;
    }

    /** Something has changed about {@code key}. */
    public void advance(Object key) {
        counters.incrementAndGet(counter(key));
    }

    /** Anything may have changed. */
    public void advanceAll() {
        epoch.incrementAndGet();
    }

    /** Is another one after {@link #advanceAll}, so what was believed in the one before need not be looked through. */
    public long epoch() {
        return epoch.get();
    }

    private static int counter(Object key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & COUNTERS - 1;
    }
}
