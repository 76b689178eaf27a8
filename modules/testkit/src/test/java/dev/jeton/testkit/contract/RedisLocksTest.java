package dev.jeton.testkit.contract;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A textbook lock on a real server: the contract can be passed by a clock that nobody moves. */
class RedisLocksTest extends LockRepositoryContract {

    private static final String RELEASE =
            "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

    private static RedisProcess redis;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    protected LockRepository repository() {
        return RedisLocksTest::tryAcquire;
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }

    private static Optional<LockRepository.Lease> tryAcquire(TokenKey key, Duration lease) {
        String name = "lock:" + key;
        String owner = UUID.randomUUID().toString();
        Object answer = redis.command("SET", name, owner, "NX", "PX", Long.toString(lease.toMillis()));
        return answer == null
                ? Optional.empty()
                : Optional.of(() -> {
                    Object unused = redis.command("EVAL", RELEASE, "1", name, owner);
                });
    }
}
