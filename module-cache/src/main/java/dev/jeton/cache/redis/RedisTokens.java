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

/** Tokens in Redis, in one {@link TokenForm}, and always with a time to live. */
public final class RedisTokens implements TokenRepository {

    /** How often a rejected token is looked at again that was written anew, with other moments, in between. */
    private static final int LOOKS = 5;

    /** Redis counts in 64 bits from 1970; nothing that is cached needs longer than this. */
    private static final Duration LONGEST_TTL = Duration.ofDays(3650);

    private final RedisDriver redis;
    private final TokenForm form;
    private final TokenEvents events;
    private final TimeSource time;

    public RedisTokens(RedisDriver redis, TokenForm form, TokenEvents events, TimeSource time) {
        this.redis = redis;
        this.form = form;
        this.events = events;
        this.time = time;
    }

    @Override
    public Optional<TokenEntry> find(TokenKey key) {
        return decode(key, read(key));
    }

    @Override
    public void store(TokenKey key, TokenEntry entry) {
        Duration ttl = ttl(entry);
        if (ttl.toMillis() > 0) {
            redis.set(name(key), form.encode(key, entry), ttl);
        } else {
            redis.delete(name(key));
        }
    }

    private String name(TokenKey key) {
        return form.names().name(key);
    }

    private Duration ttl(TokenEntry entry) {
        Duration ttl = Duration.between(time.now(), form.keptUntil(entry));
        return ttl.compareTo(LONGEST_TTL) < 0 ? ttl : LONGEST_TTL;
    }

    @Override
    public boolean remove(TokenKey key) {
        return redis.delete(name(key));
    }

    @Override
    public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
        for (int look = 0; look < LOOKS; look++) {
            byte[] stored = read(key);
            if (!holds(fingerprint, decode(key, stored))) {
                return false;
            }
            // Compared again by the server, byte for byte as it was read: a token stored in between has other bytes and
            // stays. It may be the rejected one with a new schedule or seal, though, hence another look.
            if (redis.deleteIfEqual(name(key), stored)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(Fingerprint fingerprint, Optional<TokenEntry> entry) {
        return entry.filter(found -> found.token().fingerprint().equals(fingerprint))
                .isPresent();
    }

    private byte[] read(TokenKey key) {
        try {
            return redis.get(name(key));
        } catch (RedisDriver.WrongType e) {
            unreadable(key, "the key holds another type than a string");
            return new byte[0];
        }
    }

    private Optional<TokenEntry> decode(TokenKey key, byte[] stored) {
        if (stored.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.decode(key, stored));
        } catch (UnreadableToken e) {
            return unreadable(key, e.reason());
        }
    }

    private Optional<TokenEntry> unreadable(TokenKey key, String reason) {
        events.on(new TokenEvent.UnreadableEntry(key, reason));
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "RedisTokens[" + form + "]";
    }
}
