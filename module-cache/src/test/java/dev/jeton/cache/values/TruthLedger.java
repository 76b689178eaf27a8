package dev.jeton.cache.values;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A truth that only grows, when each version of it was announced by a deletion that had returned, and by which process; and
 * what readers were given since. Who reads in the process that announced a version may be given nothing older; who reads in the
 * other one, nothing older than what was announced longer ago than values may be out of date.
 */
final class TruthLedger {

    /** Values are believed by a clock in milliseconds, and this here is measured in nanoseconds. */
    private static final Duration ROUNDING = Duration.ofMillis(5);

    private final AtomicInteger truth = new AtomicInteger();
    private final Map<Boolean, ConcurrentSkipListMap<Long, Integer>> announced =
            Map.of(true, new ConcurrentSkipListMap<>(), false, new ConcurrentSkipListMap<>());
    private final long allowedNanos;
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong violated = new AtomicLong();

    TruthLedger(Duration allowed) {
        this.allowedNanos = allowed.plus(ROUNDING).toNanos();
    }

    int change() {
        return truth.incrementAndGet();
    }

    int truth() {
        return truth.get();
    }

    /** The deletion after the change to {@code version} has returned in one of the processes. */
    void announce(boolean process, int version) {
        announced(process).put(System.nanoTime(), version);
    }

    /** The oldest version that who begins to read now in {@code process} may be given. */
    int oldest(boolean process) {
        long now = System.nanoTime();
        return Math.max(before(process, now), before(!process, now - allowedNanos));
    }

    private int before(boolean process, long nanos) {
        Map.Entry<Long, Integer> last = announced(process).floorEntry(nanos);
        return last == null ? 0 : last.getValue();
    }

    private ConcurrentSkipListMap<Long, Integer> announced(boolean process) {
        ConcurrentSkipListMap<Long, Integer> all = announced.get(process);
        if (all == null) {
            throw new AssertionError("there are two processes");
        }
        return all;
    }

    void given(int oldest, int version) {
        checked.incrementAndGet();
        violated.addAndGet(version < oldest ? 1 : 0);
    }

    long checked() {
        return checked.get();
    }

    long violated() {
        return violated.get();
    }

    int changes() {
        return truth.get();
    }
}
