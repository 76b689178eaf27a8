package dev.jeton.store;

import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.contract.GrantStoreContract;
import org.junit.jupiter.api.AfterAll;

class PostgresGrantsTest extends GrantStoreContract {

    private static final TwoHandles HANDLES = new TwoHandles(Stores.newDatabase(), Sealer.none());

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
