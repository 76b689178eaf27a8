package dev.jeton.identity.rows;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Deletes entries from the cache. What it could not be told, because it is away, is owed: told again until it hears, and
 * this process asks the store for it meanwhile. A cache that comes back with its old entries is cleaned within
 * {@link #AGAIN_EVERY}; only a process that ends while it owes leaves them to their time to live.
 */
final class Forgetting implements AutoCloseable {

    private static final Duration AGAIN_EVERY = Duration.ofMillis(250);

    private final CacheService cache;
    private final TimeSource time;
    private final Map<CacheKey, Deadline> owed = new ConcurrentHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private final Thread teller = Thread.ofVirtual().name("jeton-forgetting").unstarted(this::tellForEver);

    private Forgetting(CacheService cache, TimeSource time) {
        this.cache = cache;
        this.time = time;
    }

    static Forgetting start(CacheService cache, TimeSource time) {
        Forgetting forgetting = new Forgetting(cache, time);
        forgetting.teller.start();
        return forgetting;
    }

    /** @param longest that one of them could live */
    void forget(Collection<CacheKey> keys, Duration longest) {
        Deadline over = Deadline.in(longest, time);
        // Owed first: who reads between here and the deletion may still be given what was before, and would keep it.
        keys.forEach(key -> owed.put(key, over));
        if (!tell(keys)) {
            work.release();
        }
    }

    /** Whether the cache may hold under {@code key} what is no longer so. */
    boolean owes(CacheKey key) {
        return !owed.isEmpty() && owed.containsKey(key);
    }

    /** Whether the cache has heard of everything. */
    boolean isEven() {
        return owed.isEmpty();
    }

    /** All of them, also behind one that is not heard: each may be kept by another server. */
    private boolean tell(Collection<CacheKey> keys) {
        boolean heard = true;
        for (CacheKey key : keys) {
            heard &= tell(key);
        }
        return heard;
    }

    private boolean tell(CacheKey key) {
        try {
            Deadline over = owed.get(key);
            boolean unused = cache.delete(key);
            if (over != null) {
                // Not one that was owed anew since.
                owed.remove(key, over);
            }
            return true;
        } catch (CacheUnavailable e) {
            return false;
        }
    }

    private void tellForEver() {
        try {
            while (!Thread.interrupted()) {
                work.acquire();
                while (!owed.isEmpty()) {
                    boolean unused = work.tryAcquire(AGAIN_EVERY.toNanos(), TimeUnit.NANOSECONDS);
                    tellOwed();
                }
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void tellOwed() {
        owed.values().removeIf(Deadline::hasPassed);
        boolean unused = tell(owed.keySet());
    }

    /** Tells what is owed one last time. */
    @Override
    public void close() {
        teller.interrupt();
        boolean unused = tell(owed.keySet());
    }
}
