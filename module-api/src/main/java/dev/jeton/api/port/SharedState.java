package dev.jeton.api.port;

import dev.jeton.api.cache.CacheService;

/** What the processes of a fleet have in common. */
public interface SharedState extends AutoCloseable {

    TokenRepository tokens();

    LockRepository locks();

    CacheService cache();

    ChangeWatch changes();

    StateHealth health();

    Reach reach();

    /** Ends its connections and threads; more than once does no harm. */
    @Override
    void close();

    /** Who shares it. */
    enum Reach {
        /** This process only: reading costs nothing and cannot fail. */
        PROCESS,
        /** Every process with the same address of it. */
        FLEET
    }
}
