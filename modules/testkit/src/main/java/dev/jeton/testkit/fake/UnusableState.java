package dev.jeton.testkit.fake;

import dev.jeton.api.TokenKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.StateHealth;
import dev.jeton.api.port.TokenRepository;
import java.time.Duration;
import java.util.Optional;

/**
 * Shared state that can break down: while it is down every call throws {@code CacheUnavailable}, and its health says so
 * or, for the moments before anybody has noticed, does not. It begins working.
 */
public final class UnusableState implements SharedState {

    private final SharedState working;
    private final Breakage breakage = new Breakage();
    private volatile boolean noticed;

    public UnusableState(SharedState working) {
        this.working = working;
    }

    /** Down, and known to be. */
    public UnusableState breakDown() {
        noticed = true;
        breakage.set(true);
        return this;
    }

    /** Down, while the health still says that it is not. */
    public UnusableState breakDownUnnoticed() {
        noticed = false;
        breakage.set(true);
        return this;
    }

    /** Up again, with what it held before. */
    public void recover() {
        noticed = false;
        breakage.set(false);
    }

    /** How many calls were made in vain: zero where nobody even tried. */
    public int refused() {
        return breakage.refused();
    }

    @Override
    public TokenRepository tokens() {
        return new FlakyRepository(working.tokens(), breakage);
    }

    @Override
    public LockRepository locks() {
        return new FlakyLocks(working.locks(), breakage);
    }

    @Override
    public CacheService cache() {
        return new FlakyCache(working.cache(), breakage);
    }

    @Override
    public ChangeWatch changes() {
        return working.changes();
    }

    @Override
    public StateHealth health() {
        return () -> breakage.isBroken() && noticed
                ? new StateHealth.Reading(false, Duration.ZERO)
                : working.health().current();
    }

    @Override
    public Reach reach() {
        return Reach.FLEET;
    }

    @Override
    public void close() {
        working.close();
    }

    @Override
    public String toString() {
        return "UnusableState[" + working + "]";
    }

    private record FlakyLocks(LockRepository working, Breakage breakage) implements LockRepository {
        @Override
        public Optional<Lease> tryAcquire(TokenKey key, Duration lease) {
            return breakage.guard(() -> working.tryAcquire(key, lease));
        }
    }
}
