package dev.jeton.api.cache;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.time.Duration;
import java.util.Optional;

/**
 * Values that the processes of a fleet keep for each other for a while, in front of wherever their truth is. A value may be gone
 * at any time, and one that cannot be read is absent. What one process has changed here, every other sees within
 * {@code NEAR_CACHE_TTL}, most of the time within milliseconds; the process itself sees it at once.
 *
 * <p>Every method throws {@link CacheUnavailable} where the shared state cannot be asked, but {@link #getOrLoad}. A time to live
 * is at least a millisecond; a shorter one deletes. A value that is too long for the shared state is not kept, and deletes what
 * was there.
 */
public interface CacheService {

    <T> Optional<T> get(CacheKey key, ValueFormat<T> format);

    /**
     * What is kept, else what {@code source} has, which is then kept. It is not kept if the key was set or deleted since the
     * source began to be asked: so whoever changes the truth first and deletes the key then, is never outlived by what it
     * was before. Callers in this process who ask at the same time share one answer, or one failure. Where the shared state
     * is away the source is asked, and nothing is kept.
     */
    <T> Optional<T> getOrLoad(CacheKey key, ValueFormat<T> format, Source<T> source);

    <T> void set(CacheKey key, T value, ValueFormat<T> format, Duration ttl);

    /**
     * Sets it if nothing is kept under {@code key}; false where something is, also where it cannot be read, and where the
     * value cannot be kept. One of many callers is told true.
     */
    <T> boolean setIfAbsent(CacheKey key, T value, ValueFormat<T> format, Duration ttl);

    /** False where nothing was kept. */
    boolean delete(CacheKey key);

    /** Deletes what {@code pattern} matches, walking over the keys without blocking the server; tells how many they were. */
    long deletePattern(CachePattern pattern);

    /** Whether something is kept, by the look of it: only who reads it knows whether it can be read. */
    boolean exists(CacheKey key);

    /**
     * One more than before; 1 is the first, from which the time to live runs. A counter is a plain number in the shared state
     * and is read with this method only; where something else stands, it begins anew.
     */
    long increment(CacheKey key, Duration ttl);

    /** What became of the reads of this process so far, at no cost. */
    default CacheUsage usage() {
        return CacheUsage.NONE;
    }

    /** Where the truth of a value is. */
    interface Source<T> {

        Optional<T> load();

        /** How long {@code value} may be kept; not positive = not at all. */
        Duration ttl(T value);
    }
}
