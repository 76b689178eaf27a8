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

/** {@code SET key owner NX PX lease}; released by comparing the owner, which is another one for every holding. */
public final class RedisLocks implements LockRepository {

    private final RedisDriver redis;
    private final TokenEvents events;

    public RedisLocks(RedisDriver redis, TokenEvents events) {
        this.redis = redis;
        this.events = events;
    }

    @Override
    public Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
        String lock = RedisKeys.lock(key);
        byte[] owner = UUID.randomUUID().toString().getBytes(US_ASCII);
        return redis.setIfAbsent(lock, owner, lease) ? Optional.of(() -> release(lock, owner)) : Optional.empty();
    }

    private void release(String lock, byte[] owner) {
        try {
            redis.deleteIfEqual(lock, owner);
        } catch (CacheUnavailable e) {
            events.on(new TokenEvent.CacheFault("unlock", e.detail()));
        }
    }

    @Override
    public String toString() {
        return "RedisLocks";
    }
}
