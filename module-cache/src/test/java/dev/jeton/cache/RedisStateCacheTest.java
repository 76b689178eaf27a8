package dev.jeton.cache;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.CacheServiceContract;
import dev.jeton.testkit.server.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("D-01 the cache service of a state in a real Redis keeps the contract")
class RedisStateCacheTest extends CacheServiceContract {

    private static RedisProcess redis;
    private static WatchedState state;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        state = WatchedState.patient(redis);
    }

    @AfterAll
    static void stop() {
        state.close();
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
