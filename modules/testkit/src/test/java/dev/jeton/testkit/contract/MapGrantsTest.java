package dev.jeton.testkit.contract;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;

class MapGrantsTest extends GrantStoreContract {

    private final ManualTime storeTime = ManualTime.standingStill();
    private final MapGrants store = MapGrants.local(storeTime);
    private final MapGrants another = store.another();

    @Override
    protected GrantStore store() {
        return store;
    }

    @Override
    protected GrantStore another() {
        return another;
    }

    @Override
    protected void letStoreTimePass() {
        storeTime.advance(Duration.ofMillis(1));
    }
}
