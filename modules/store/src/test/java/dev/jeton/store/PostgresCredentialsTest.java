package dev.jeton.store;

import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.contract.CredentialStoreContract;
import org.junit.jupiter.api.AfterAll;

class PostgresCredentialsTest extends CredentialStoreContract {

    private static final TwoHandles HANDLES = new TwoHandles(Stores.newDatabase(), Sealer.none());

    @AfterAll
    static void close() {
        HANDLES.close();
    }

    @Override
    protected CredentialStore store() {
        return HANDLES.one().credentials();
    }

    @Override
    protected CredentialStore another() {
        return HANDLES.other().credentials();
    }
}
