package dev.jeton.cache.memory;

import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.LockRepositoryContract;
import dev.jeton.testkit.time.ManualTime;
import org.junit.jupiter.api.DisplayName;

@DisplayName("B-07 Locks in memory keep the contract")
class InMemoryLocksTest extends LockRepositoryContract {

    private final ManualTime time = ManualTime.standingStill();
    private final LockRepository repository = new InMemoryLocks(new LocalChanges(), time);

    @Override
    protected LockRepository repository() {
        return repository;
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}
