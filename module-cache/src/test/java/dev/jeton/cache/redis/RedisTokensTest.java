package dev.jeton.cache.redis;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.RedisAddress;
import dev.jeton.cache.RedisSettings;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Tokens in a real Redis keep the contract")
class RedisTokensTest extends TokenRepositoryContract {

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
    protected TokenRepository repository() {
        return new RedisTokens(
                connection.driver(), new SealedForm(Sealer.none()), TokenEvents.NO_OP, TimeSource.system());
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }
}
