package dev.jeton.cache;

import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import dev.jeton.testkit.server.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The tokens of a state in a real Redis keep the contract")
class RedisStateTokensTest extends TokenRepositoryContract {

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
    protected TokenRepository repository() {
        return state.tokens();
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }
}
