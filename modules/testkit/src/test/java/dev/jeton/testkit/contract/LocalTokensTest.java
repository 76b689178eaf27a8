package dev.jeton.testkit.contract;

import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;

class LocalTokensTest extends TokenRepositoryContract {

    private final ManualTime time = ManualTime.standingStill();
    private final TokenRepository repository = new LocalState(time).tokens();

    @Override
    protected TokenRepository repository() {
        return repository;
    }

    @Override
    protected TimeSource time() {
        return time;
    }
}
