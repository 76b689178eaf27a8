package dev.jeton.cache.values;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.NearCacheSettings;
import dev.jeton.cache.RedisSettings;
import dev.jeton.cache.redis.RedisConnection;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What one process of a fleet has of the cache service, with a flaw put in where a test wants one. */
final class CacheProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RedisConnection connection;
    private final CacheService cache;

    CacheProcess(RedisProcess redis, Duration nearTtl, UnaryOperator<ByteValues> flaw) {
        TimeSource time = TimeSource.system();
        RedisSettings settings = RedisSettings.of(redis.uri().toString(), Duration.ofSeconds(5));
        this.connection = RedisConnection.open(settings, RedisConnection.Keys.BROKER, TokenEvents.NO_OP, time);
        this.cache = new LayeredCache(
                new NearValues(new NearCacheSettings(1_000, nearTtl), connection.valueChanges(), time),
                new StoredValues(flaw.apply(connection.values()), new ValueCodec(Sealer.none()), TokenEvents.NO_OP),
                time);
        Eventually.isTrue("changes are told", PATIENCE, connection.valueChanges()::isLive);
    }

    CacheService cache() {
        return cache;
    }

    @Override
    public void close() {
        connection.close();
    }
}
