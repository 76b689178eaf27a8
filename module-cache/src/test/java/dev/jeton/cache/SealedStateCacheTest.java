package dev.jeton.cache;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.TimeSource;
import dev.jeton.crypto.KeyRing;
import dev.jeton.testkit.contract.CacheServiceContract;
import dev.jeton.testkit.server.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("D-01 the sealed values of a cache service in a real Redis keep the contract")
class SealedStateCacheTest extends CacheServiceContract {

    private static RedisProcess redis;
    private static KeyRing keys;
    private static WatchedState state;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        keys = KeyRing.parse(NewKey.named("k1"));
        state = WatchedState.sealed(redis, keys);
    }

    @AfterAll
    static void stop() {
        state.close();
        keys.close();
        redis.close();
    }

    @Override
    protected CacheService cache() {
        return state.shared().cache();
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }
}
