package dev.jeton.testkit.contract;

import dev.jeton.api.identity.IdentityStore;
import dev.jeton.testkit.fake.MapIdentity;

class MapIdentityTest extends IdentityStoreContract {

    private final MapIdentity store = new MapIdentity();
    private final MapIdentity another = store.another();

    @Override
    protected IdentityStore store() {
        return store;
    }

    @Override
    protected IdentityStore another() {
        return another;
    }
}
