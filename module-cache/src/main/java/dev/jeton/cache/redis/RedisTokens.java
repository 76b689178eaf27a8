package dev.jeton.cache.redis;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;

/** Tokens in Redis, each under its own key and always with a time to live. */
public final class RedisTokens implements TokenRepository {

    private final RedisDriver redis;
    private final TokenEvents events;
    private final TimeSource time;

    public RedisTokens(RedisDriver redis, TokenEvents events, TimeSource time) {
        this.redis = redis;
        this.events = events;
        this.time = time;
    }

    @Override
    public Optional<TokenEntry> find(TokenKey key) {
        return decode(key, read(key));
    }

    @Override
    public void store(TokenKey key, TokenEntry entry) {
        Duration ttl = entry.schedule().cacheTtl(time.now());
        if (ttl.toMillis() > 0) {
            redis.set(RedisKeys.token(key), TokenEntryCodec.encode(key, entry), ttl);
        } else {
            redis.delete(RedisKeys.token(key));
        }
    }

    @Override
    public boolean remove(TokenKey key) {
        return redis.delete(RedisKeys.token(key));
    }

    @Override
    public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
        byte[] stored = read(key);
        boolean matches = decode(key, stored)
                .filter(entry -> entry.token().fingerprint().equals(fingerprint))
                .isPresent();
        // Compared again by the server, byte for byte: a token stored in between has other bytes and stays.
        return matches && redis.deleteIfEqual(RedisKeys.token(key), stored);
    }

    private byte[] read(TokenKey key) {
        try {
            return redis.get(RedisKeys.token(key));
        } catch (RedisDriver.WrongType e) {
            events.on(new TokenEvent.UnreadableEntry(key, "the key holds another type than a string"));
            return new byte[0];
        }
    }

    private Optional<TokenEntry> decode(TokenKey key, byte[] stored) {
        if (stored.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(TokenEntryCodec.decode(key, stored));
        } catch (TokenEntryCodec.Unreadable e) {
            events.on(new TokenEvent.UnreadableEntry(key, e.reason()));
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "RedisTokens";
    }
}
