package dev.jeton.cache.redis;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Until when the calling thread waits for an answer, however many reads that takes. Connections whose sockets are {@link PatientSocket}s
 * keep to it.
 */
final class Patience {

    private static final ThreadLocal<Patience> CURRENT = new ThreadLocal<>();

    private final long until;

    private Patience(long until) {
        this.until = until;
    }

    /** The answer of {@code call}, of which each read waits for what is left of {@code patience} at most. */
    static <T> T of(Duration patience, Callable<T> call) throws Exception {
        CURRENT.set(new Patience(System.nanoTime() + patience.toNanos()));
        try {
            return call.call();
        } finally {
            CURRENT.remove();
        }
    }

    /** Whether the calling thread has one. */
    static boolean isLimited() {
        return CURRENT.get() != null;
    }

    /** What is left of it, in milliseconds, at least 1 and at most {@code most}; 0 = nothing. */
    static int leftMillis(int most) {
        Patience current = CURRENT.get();
        if (current == null) {
            return most;
        }
        long left = current.until - System.nanoTime();
        return left <= 0 ? 0 : Math.clamp(left / 1_000_000 + 1, 1, most);
    }
}
