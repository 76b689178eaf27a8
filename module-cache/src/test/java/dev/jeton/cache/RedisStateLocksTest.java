package dev.jeton.cache;

import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.LockRepositoryContract;
import dev.jeton.testkit.server.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("B-07 The locks of a state in a real Redis keep the contract")
class RedisStateLocksTest extends LockRepositoryContract {

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
    protected LockRepository repository() {
        return state.locks();
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }
}
