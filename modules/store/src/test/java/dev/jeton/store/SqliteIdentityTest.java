package dev.jeton.store;

import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.contract.IdentityStoreContract;
import org.junit.jupiter.api.AfterAll;

class SqliteIdentityTest extends IdentityStoreContract {

    private static final TwoHandles HANDLES = new TwoHandles(Stores.newFile(), Sealer.none());

    @AfterAll
    static void close() {
        HANDLES.close();
    }

    @Override
    protected IdentityStore store() {
        return HANDLES.one().identity();
    }

    @Override
    protected IdentityStore another() {
        return HANDLES.other().identity();
    }
}
