package dev.jeton.cache;

import dev.jeton.api.port.SharedState;
import dev.jeton.testkit.contract.ChangeWatchContract;
import dev.jeton.testkit.server.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The changes of a state in a real Redis keep the contract")
class RedisStateChangesTest extends ChangeWatchContract {

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
    protected SharedState state() {
        return state.shared();
    }
}
