package dev.jeton.store;

import dev.jeton.api.port.Sealer;

/** One database, opened twice as by two processes. */
record TwoHandles(SqlStore one, SqlStore other) implements AutoCloseable {

    TwoHandles(StoreSettings settings, Sealer sealer) {
        this(Stores.open(settings, sealer), Stores.open(settings, sealer));
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
