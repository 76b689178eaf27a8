package dev.jeton.cache;

import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.ChangeWatchContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The changes of a state in this process keep the contract")
class InMemoryStateChangesTest extends ChangeWatchContract {

    private final SharedState state = InMemoryState.create(10_000, TimeSource.system());

    @Override
    protected SharedState state() {
        return state;
    }
}
