package dev.jeton.store;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.testkit.contract.GrantStoreContract;
import org.junit.jupiter.api.AfterAll;

class SealedPostgresGrantsTest extends GrantStoreContract {

    private static final TwoHandles HANDLES = new TwoHandles(Stores.newDatabase(), KeyedSealer.of("k1"));

    @AfterAll
    static void close() {
        HANDLES.close();
    }

    @Override
    protected GrantStore store() {
        return HANDLES.one().grants();
    }

    @Override
    protected GrantStore another() {
        return HANDLES.other().grants();
    }
}
