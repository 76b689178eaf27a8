package dev.jeton.cache;

import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Tokens behind sentinels and in a cluster keep the contract")
@ParameterizedClass(name = "{0}")
@EnumSource
class TopologyTokensTest extends TokenRepositoryContract {

    @Parameter
    private Topology topology = Topology.CLUSTER;

    private WatchedState state;

    @BeforeEach
    void open() {
        state = WatchedState.patient(topology.url());
    }

    @AfterEach
    void close() {
        state.close();
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
