package dev.jeton.testkit.contract;

import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.LocalState;

class LocalChangesTest extends ChangeWatchContract {

    private final LocalState state = new LocalState(TimeSource.system());

    @Override
    protected SharedState state() {
        return state;
    }
}
