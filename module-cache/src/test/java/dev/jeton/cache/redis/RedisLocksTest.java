package dev.jeton.cache.redis;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.RedisAddress;
import dev.jeton.cache.RedisSettings;
import dev.jeton.testkit.contract.LockRepositoryContract;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("B-07 Locks in a real Redis keep the contract")
class RedisLocksTest extends LockRepositoryContract {

    private static RedisProcess redis;
    private static RedisConnection connection;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
        RedisSettings patient = new RedisSettings(RedisAddress.of(redis.uri().toString()), Duration.ofSeconds(5), 16);
        connection = RedisConnection.open(patient, RedisConnection.Keys.BROKER, TokenEvents.NO_OP, TimeSource.system());
    }

    @AfterAll
    static void stop() {
        connection.close();
        redis.close();
    }

    @Override
    protected LockRepository repository() {
        return new RedisLocks(connection.driver(), TokenEvents.NO_OP);
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }
}
