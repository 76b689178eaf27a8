package dev.jeton.identity.rows;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Deletes entries from the cache. What it could not be told, because it is away, is owed: told again until it hears, and
 * this process asks the store for it meanwhile. A cache that comes back with its old entries is cleaned within
 * {@link #AGAIN_EVERY}; only a process that dies while it owes leaves them to their time to live.
 */
final class Forgetting implements AutoCloseable {

    private static final Duration AGAIN_EVERY = Duration.ofMillis(250);

    private final CacheService cache;
    private final TimeSource time;
    private final Map<CacheKey, Instant> owed = new ConcurrentHashMap<>();
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
        Instant over = time.now().plus(longest);
        // Owed first: who reads between here and the deletion may still be given what was before, and would keep it.
        keys.forEach(key -> owed.put(key, over));
        if (!tell(keys)) {
            work.release();
        }
    }

    /** Stops at the first one that the cache does not hear: each would cost a timeout. */
    private boolean tell(Collection<CacheKey> keys) {
        return keys.stream().allMatch(this::tell);
    }

    /** Whether the cache may hold under {@code key} what is no longer so. */
    boolean owes(CacheKey key) {
        return !owed.isEmpty() && owed.containsKey(key);
    }

    private boolean tell(CacheKey key) {
        try {
            Instant over = owed.get(key);
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
        Instant now = time.now();
        owed.values().removeIf(over -> over.isBefore(now));
        boolean unused = tell(owed.keySet());
    }

    @Override
    public void close() {
        teller.interrupt();
    }
}
