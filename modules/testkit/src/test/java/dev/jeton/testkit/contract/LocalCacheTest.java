package dev.jeton.testkit.contract;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;

class LocalCacheTest extends CacheServiceContract {

    private final ManualTime time = ManualTime.standingStill();
    private final CacheService cache = new LocalState(time).cache();

    @Override
    protected CacheService cache() {
        return cache;
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}
