package dev.jeton.testkit.contract;

import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;

/** The contract's other half: what it does where nobody can move the clock. */
class RealClockTokensTest extends TokenRepositoryContract {

    private final TokenRepository repository = new LocalState(TimeSource.system()).tokens();

    @Override
    protected TokenRepository repository() {
        return repository;
    }

    @Override
    protected TimeSource time() {
        return TimeSource.system();
    }
}
