package dev.jeton.providers.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * At most so many in any stretch of time of one length, wherever it begins. A counter that starts anew with each minute
 * would let twice as many through around the turn.
 */
final class SlidingLimit {
    private final int most;
    private final long periodNanos;
    private final Queue<Long> taken = new ArrayDeque<>();

    SlidingLimit(int most, Duration period) {
        this.most = most;
        this.periodNanos = period.toNanos();
    }

    /**
     * Takes one.
     *
     * @param nanos now, on the ticker
     * @return zero if there was one to take, else how long it is until there is
     */
    synchronized Duration take(long nanos) {
        Long oldest = taken.peek();
        while (oldest != null && nanos - oldest >= periodNanos) {
            taken.remove();
            oldest = taken.peek();
        }
        if (oldest != null && taken.size() >= most) {
            return Duration.ofNanos(periodNanos - (nanos - oldest));
        }
        taken.add(nanos);
        return Duration.ZERO;
    }
}
