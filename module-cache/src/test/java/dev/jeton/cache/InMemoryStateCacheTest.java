package dev.jeton.cache;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.CacheServiceContract;
import dev.jeton.testkit.time.ManualTime;
import org.junit.jupiter.api.DisplayName;

@DisplayName("D-01 the cache service of a state in memory keeps the contract")
class InMemoryStateCacheTest extends CacheServiceContract {

    private final ManualTime time = ManualTime.standingStill();
    private final InMemoryState state = InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, time);

    @Override
    protected CacheService cache() {
        return state.cache();
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}
