package dev.jeton.testkit.contract;

import dev.jeton.api.port.LockRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;

class LocalLocksTest extends LockRepositoryContract {

    private final ManualTime time = ManualTime.standingStill();
    private final LockRepository repository = new LocalState(time).locks();

    @Override
    protected LockRepository repository() {
        return repository;
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}
