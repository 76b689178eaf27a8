package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.LockRepository;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code SET key owner NX PX lease}; released by comparing the owner, which is another one for every holding.
 *
 * <p>Where the answer to a command is lost, the server may hold a lock for an owner that nobody is. It would stand in
 * everyone's way for a whole lease, so this process remembers such owners and removes theirs when it meets it.
 */
public final class RedisLocks implements LockRepository {

    private static final Duration LONGEST_RELEASE = Duration.ofMillis(50);

    private final RedisDriver redis;
    private final TokenEvents events;
    private final LostOwners lost = new LostOwners();

    public RedisLocks(RedisDriver redis, TokenEvents events) {
        this.redis = redis;
        this.events = events;
    }

    @Override
    public Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
        String lock = RedisKeys.lock(key);
        if (redis.isKnownToBeAway(lock)) {
            // The token's own server may be well: each new token would cost a timeout for as long as this lasts.
            throw new CacheUnavailable("the lock's server is known to be away", null, null);
        }
        byte[] owner = UUID.randomUUID().toString().getBytes(US_ASCII);
        try {
            boolean mine = redis.setIfAbsent(lock, owner, lease)
                    || (removedLost(lock) && redis.setIfAbsent(lock, owner, lease));
            return mine ? Optional.of(() -> releaseSoon(lock, owner)) : Optional.empty();
        } catch (CacheUnavailable e) {
            lost.add(lock, owner);
            throw e;
        }
    }

    /** Whether the lock was held by one of the owners that nobody is. */
    private boolean removedLost(String lock) {
        for (byte[] owner : lost.of(lock)) {
            if (redis.deleteIfEqual(lock, owner)) {
                lost.forget(lock);
                return true;
            }
        }
        return false;
    }

    /**
     * Waits for the release only as long as a server that is well takes: the token is published already, and its caller must
     * not wait a second timeout for a server that has just gone.
     */
    private void releaseSoon(String lock, byte[] owner) {
        Thread releasing = Thread.ofVirtual().name("jeton-unlock").start(() -> release(lock, owner));
        try {
            releasing.join(LONGEST_RELEASE);
        } catch (InterruptedException e) {
            // The release goes on by itself.
            Thread.currentThread().interrupt();
        }
    }

    private void release(String lock, byte[] owner) {
        try {
            redis.deleteIfEqual(lock, owner);
        } catch (CacheUnavailable e) {
            lost.add(lock, owner);
            events.on(new TokenEvent.CacheFault("unlock", e.detail()));
        }
    }

    @Override
    public String toString() {
        return "RedisLocks";
    }
}
