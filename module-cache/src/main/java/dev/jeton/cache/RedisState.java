package dev.jeton.cache;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.Resealing;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.redis.RedisConnection;
import dev.jeton.cache.redis.RedisLocks;
import dev.jeton.cache.redis.RedisTokens;
import dev.jeton.cache.redis.SealedForm;
import dev.jeton.cache.values.LayeredCache;
import dev.jeton.cache.values.NearValues;
import dev.jeton.cache.values.StoredValues;
import dev.jeton.cache.values.ValueCodec;

/** Shared state in one Redis. It opens whether or not the server can be reached, and finds it again by itself. */
public final class RedisState implements SharedState {

    private final RedisConnection connection;
    private final TokenRepository tokens;
    private final LockRepository locks;
    private final CacheService cache;

    private RedisState(RedisConnection connection, TokenRepository tokens, LockRepository locks, CacheService cache) {
        this.connection = connection;
        this.tokens = tokens;
        this.locks = locks;
        this.cache = cache;
    }

    /** As {@link #open(RedisSettings, Sealer, TokenEvents, TimeSource)}, with tokens that whoever sees the server can read. */
    public static RedisState open(RedisSettings settings, TokenEvents events, TimeSource time) {
        return open(settings, Sealer.none(), events, time);
    }

    /** As {@link #open(RedisSettings, NearCacheSettings, Sealer, TokenEvents, TimeSource)}, with the usual near cache. */
    public static RedisState open(RedisSettings settings, Sealer sealer, TokenEvents events, TimeSource time) {
        return open(settings, NearCacheSettings.DEFAULT, sealer, events, time);
    }

    /**
     * Connects; waits at most the settings' timeout to learn whether the server is there.
     *
     * @param near of the cache service; tokens are held by whoever serves them
     * @param sealer of tokens and cached values; what it cannot open is as good as absent, and an event
     */
    public static RedisState open(
            RedisSettings settings, NearCacheSettings near, Sealer sealer, TokenEvents events, TimeSource time) {
        // A listener that throws would end the watch over the server's health, and every later caller with it.
        TokenEvents heard = TokenEvents.contained(events);
        RedisConnection connection = RedisConnection.open(settings, RedisConnection.Keys.BROKER, heard, time);
        return new RedisState(
                connection,
                new RedisTokens(connection.driver(), new SealedForm(sealer), heard, time),
                new RedisLocks(connection.driver(), heard),
                new LayeredCache(
                        new NearValues(near, connection.valueChanges(), time),
                        new StoredValues(connection.values(), new ValueCodec(sealer), heard),
                        time));
    }

    @Override
    public TokenRepository tokens() {
        return tokens;
    }

    @Override
    public LockRepository locks() {
        return locks;
    }

    @Override
    public CacheService cache() {
        return cache;
    }

    @Override
    public ChangeWatch changes() {
        return connection.changes();
    }

    /**
     * The grants in the same Redis; they end with this state.
     *
     * @param sealer of their two tokens; {@link Sealer#none} where other programs read and write them too
     */
    public GrantStore grants(RedisGrantSettings settings, Sealer sealer, TokenEvents events) {
        return connection.grants(settings, sealer, TokenEvents.contained(events));
    }

    /** Seals those grants again with the newest key of {@code sealer}. */
    public Resealing grantResealing(RedisGrantSettings settings, Sealer sealer, TokenEvents events) {
        return connection.grantResealing(settings, sealer, TokenEvents.contained(events));
    }

    @Override
    public StateHealth health() {
        return connection.health();
    }

    @Override
    public Reach reach() {
        return Reach.FLEET;
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "RedisState[" + connection + "]";
    }
}
