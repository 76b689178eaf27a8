package dev.jeton.api.port;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import java.time.Duration;
import java.util.Optional;

/**
 * Mutual exclusion per key, with a lease. It saves calls and decides nothing: after a fail-over or an eviction two owners
 * are possible, so whatever must not happen twice needs a durable claim instead.
 */
public interface LockRepository {

    /**
     * The lock on {@code key} if it is free, for {@code lease} at most.
     *
     * @throws TokenException.CacheUnavailable if the state behind it cannot be asked
     */
    Optional<Lease> tryAcquire(TokenKey key, Duration lease);

    /** One holding of a lock. */
    interface Lease extends AutoCloseable {

        /** Frees the lock if it is still this holding's; never throws, for the lease ends by itself. */
        @Override
        void close();
    }
}
