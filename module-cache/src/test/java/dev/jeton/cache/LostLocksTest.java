package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Locks whose acquisition or release was carried out although the answer was lost. */
class LostLocksTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final RedisProcess redis = RedisProcess.start();
    private final FaultProxy proxy = FaultProxy.inFrontOf(redis.host(), redis.port());
    private final WatchedState state = WatchedState.through(proxy, Timed.TIMEOUT, 4);
    private final WatchedState elsewhere = WatchedState.patient(redis);
    private final TokenKey key = SomeKeys.fresh();

    @AfterEach
    void stop() {
        state.close();
        elsewhere.close();
        proxy.close();
        redis.close();
    }

    @Test
    @DisplayName("I11 a lock that was granted in an answer nobody got does not stand in the way for a whole lease")
    void grantedUnheard() {
        loseAcquisition();

        assertThat(state.locks().tryAcquire(key, LONG)).isPresent();
        assertThat(elsewhere.locks().tryAcquire(key, LONG)).isEmpty();
    }

    @Test
    @DisplayName("I11 a lock whose release failed can be taken again when the server is back")
    void releaseFailed() {
        state.awaitUsable();
        Lease lease = state.locks().tryAcquire(key, LONG).orElseThrow();
        proxy.set(new Fault.Refuse());
        lease.close();
        proxy.heal();
        state.awaitUsable();

        assertThat(held()).isTrue();
        assertThat(state.locks().tryAcquire(key, LONG)).isPresent();
    }

    @Test
    @DisplayName("B-07 a lock that another process holds by now is not taken away with the lost one")
    void anothersLockStays() {
        loseAcquisition();
        redis.command("DEL", "auth:lock:" + key);
        assertThat(elsewhere.locks().tryAcquire(key, LONG)).isPresent();

        assertThat(state.locks().tryAcquire(key, LONG)).isEmpty();
        assertThat(held()).isTrue();
    }

    /** The server carries the command out so late that nobody waits for its answer any more. */
    private void loseAcquisition() {
        Eventually.isTrue("a lock is granted unheard", WatchedState.PATIENCE, () -> {
            // Not at the first attempt where a ping has taken the one connection that was ready.
            state.awaitUsable();
            redis.pause();
            try {
                Timed.call(() -> state.locks().tryAcquire(key, LONG)).assertUnavailable();
            } finally {
                redis.resume();
            }
            state.awaitUsable();
            return held();
        });
    }

    private boolean held() {
        return Long.valueOf(1).equals(redis.command("EXISTS", "auth:lock:" + key));
    }
}
