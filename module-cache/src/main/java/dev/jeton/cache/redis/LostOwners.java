package dev.jeton.cache.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The owners, by lock, that a server may still know although nobody holds anything by them. Each is random and used for
 * one holding only, so what they own may be removed at any time; forgetting them costs a wait for the lease's end.
 */
final class LostOwners {

    /** Nearly always the first one that was lost is the one that the server knows. */
    private static final int MOST_PER_LOCK = 8;

    private static final int MOST_LOCKS = 10_000;

    /** Longer than leases are. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<String, List<byte[]>> owners =
            Caffeine.newBuilder().maximumSize(MOST_LOCKS).expireAfterWrite(KEPT).build();

    void add(String lock, byte[] owner) {
        owners.asMap().merge(lock, List.of(owner), LostOwners::joined);
    }

    private static List<byte[]> joined(List<byte[]> before, List<byte[]> added) {
        List<byte[]> all = new ArrayList<>(before);
        all.addAll(added);
        return all.size() <= MOST_PER_LOCK ? List.copyOf(all) : List.copyOf(all.subList(1, all.size()));
    }

    List<byte[]> of(String lock) {
        List<byte[]> known = owners.getIfPresent(lock);
        return known == null ? List.of() : known;
    }

    void forget(String lock) {
        owners.invalidate(lock);
    }
}
