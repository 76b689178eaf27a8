package dev.jeton.e2e;

/** The kinds of stores that hold many connections. */
enum Store {
    SQLITE,
    POSTGRES,
    REDIS,
    VAULT;

    /** Whether it is across the network: then processes share it, and answers are journaled on their way to it. */
    boolean isRemote() {
        return this != SQLITE;
    }

    /** A new one of this kind. */
    GrantKeep open() {
        return switch (this) {
            case SQLITE -> new GrantKeep.Sqlite();
            case POSTGRES -> GrantKeep.Postgres.shared();
            case REDIS -> GrantKeep.Redis.start();
            case VAULT -> GrantKeep.Vault.start();
        };
    }
}
