package dev.jeton.cache;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.CacheServiceContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("D-12 the cache service of a state in a cluster keeps the contract")
class ClusterStateCacheTest extends CacheServiceContract {

    private static WatchedState state;

    @BeforeAll
    static void start() {
        state = WatchedState.patient(Topology.CLUSTER.url());
    }

    @AfterAll
    static void stop() {
        state.close();
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
