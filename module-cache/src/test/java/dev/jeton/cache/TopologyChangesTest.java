package dev.jeton.cache;

import dev.jeton.api.port.SharedState;
import dev.jeton.testkit.contract.ChangeWatchContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Changes behind sentinels and in a cluster keep the contract")
@ParameterizedClass(name = "{0}")
@EnumSource
class TopologyChangesTest extends ChangeWatchContract {

    private final WatchedState state;

    /** Before the contract's own preparations, which ask for it. */
    TopologyChangesTest(Topology topology) {
        this.state = WatchedState.patient(topology.url());
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Override
    protected SharedState state() {
        return state.shared();
    }
}
