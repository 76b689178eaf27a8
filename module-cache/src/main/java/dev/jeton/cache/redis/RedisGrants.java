package dev.jeton.cache.redis;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Sealer;
import dev.jeton.cache.RedisGrantSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Grants in Redis, each one JSON object under one key that never expires, as other programs know them. They are as durable as
 * the server's append-only file: an acknowledged write is in it, and on disk when the server says it is
 * ({@code appendfsync}).
 */
public final class RedisGrants implements GrantStore {

    private final GrantDriver redis;
    private final RedisGrantSettings settings;
    private final TokenEvents events;
    private final GrantFields fields;
    private final GrantReader reader;

    RedisGrants(GrantDriver redis, RedisGrantSettings settings, Sealer sealer, TokenEvents events) {
        this.redis = redis;
        this.settings = settings;
        this.events = events;
        this.fields = new GrantFields(sealer);
        this.reader = new GrantReader(sealer);
    }

    @Override
    public Optional<StoredGrant> find(TokenKey key) {
        GrantDriver.Look look =
                GrantFaults.told(() -> redis.look(List.of(name(key)))).getFirst();
        try {
            return reader.read(key, look);
        } catch (GrantReader.Unreadable e) {
            events.on(e.event());
            throw new StoreUnavailable("the grant of " + key + " in Redis cannot be read: " + e.reason(), e);
        }
    }

    @Override
    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        byte[] value = GrantJson.write(fields.write(key, bounded(next)));
        if (value.length > RedisDriver.LONGEST_VALUE) {
            // Nobody would read it again.
            throw new StoreUnavailable("the grant of " + key + " is too long for Redis", null);
        }
        return GrantFaults.told(() -> redis.replace(name(key), expected, value));
    }

    /** With an access token that ends no later than the settings allow; the refresh token has no end. */
    private Grant bounded(Grant grant) {
        GrantedAccess access = grant.accessOrNull();
        if (access == null) {
            return grant;
        }
        Instant latest = access.issuedAt().plus(settings.accessTokenTtl());
        Instant end = access.expiresAt().isBefore(latest) ? access.expiresAt() : latest;
        return new Grant(
                grant.generation(),
                grant.family(),
                // Not a copy: the grant here is only looked at, and its owner wipes it.
                grant.refreshToken(),
                new GrantedAccess(access.token(), access.issuedAt(), end),
                grant.state(),
                grant.lastErrorOrNull());
    }

    @Override
    public boolean remove(TokenKey key, Revision expected) {
        return GrantFaults.told(() -> redis.remove(name(key), expected));
    }

    @Override
    public List<GrantStatus> list() {
        // By key: SCAN may name one twice.
        Map<TokenKey, GrantStatus> found = new LinkedHashMap<>();
        new GrantWalk(redis, settings.keyPrefix())
                .values((key, look) -> reader.status(key, look).ifPresent(status -> found.put(key, status)));
        return List.copyOf(found.values());
    }

    @Override
    public Locality locality() {
        return Locality.REMOTE;
    }

    private String name(TokenKey key) {
        return RedisKeys.grant(settings.keyPrefix(), key);
    }

    @Override
    public String toString() {
        return "RedisGrants[" + settings.keyPrefix() + "]";
    }
}
