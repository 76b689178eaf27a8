package dev.jeton.cache;

import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.LockRepositoryContract;
import dev.jeton.testkit.time.ManualTime;
import org.junit.jupiter.api.DisplayName;

@DisplayName("B-07 The locks of a state in memory keep the contract")
class InMemoryStateLocksTest extends LockRepositoryContract {

    private final ManualTime time = ManualTime.standingStill();
    private final InMemoryState state = InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, time);

    @Override
    protected LockRepository repository() {
        return state.locks();
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}
