package dev.jeton.cache;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.testkit.contract.GrantStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("C-04 Grants behind sentinels and in a cluster keep the contract")
@ParameterizedClass(name = "{0}")
@EnumSource
class TopologyGrantsTest extends GrantStoreContract {

    @Parameter
    private Topology topology = Topology.CLUSTER;

    private WatchedGrants store;
    private WatchedGrants another;

    @BeforeEach
    void open() {
        topology.flush();
        store = WatchedGrants.patient(topology.url());
        another = WatchedGrants.patient(topology.url());
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
