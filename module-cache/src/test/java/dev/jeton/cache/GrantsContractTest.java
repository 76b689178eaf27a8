package dev.jeton.cache;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.contract.GrantStoreContract;
import dev.jeton.testkit.server.RedisProcess;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("C-04, C-09 Grants in a real Redis keep the contract")
@ParameterizedClass(name = "{0}")
@MethodSource("sealers")
class GrantsContractTest extends GrantStoreContract {

    private static RedisProcess redis;

    @Parameter
    private Sealer sealer = Sealer.none();

    private WatchedGrants store;
    private WatchedGrants another;

    static Stream<Sealer> sealers() {
        return Stream.of(Sealer.none(), NamedKeys.of("k1"));
    }

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        redis.command("FLUSHALL");
        store = WatchedGrants.patient(redis, RedisGrantSettings.DEFAULT, sealer);
        another = WatchedGrants.patient(redis, RedisGrantSettings.DEFAULT, sealer);
    }

    @AfterEach
    void close() {
        store.close();
        another.close();
    }

    @Override
    protected GrantStore store() {
        return store;
    }

    @Override
    protected GrantStore another() {
        return another;
    }
}
