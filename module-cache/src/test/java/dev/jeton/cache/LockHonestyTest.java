package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.CacheFault;
import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LockHonestyTest {

    private static final int THREADS = 200;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final RedisProcess redis = RedisProcess.start();
    private final WatchedState one = WatchedState.of(redis, Duration.ofSeconds(20), 32);
    private final WatchedState other = WatchedState.of(redis, Duration.ofSeconds(20), 32);
    private final TokenKey key = SomeKeys.fresh();

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Not atomic and not volatile, on purpose: the lock alone has to protect it. */
    private int counter;

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    @Test
    @DisplayName("B-07 of two hundred threads over two processes' states never two hold the lock")
    void neverTwoHolders() {
        Burst.of(THREADS, Duration.ofMinutes(2), i -> countUnderTheLock((i % 2 == 0 ? one : other).locks()))
                .orFail();

        assertThat(most).as("holders at once").hasValue(1);
        assertThat(counter).as("increments that were not lost").isEqualTo(THREADS);
    }

    private boolean countUnderTheLock(LockRepository locks) {
        Optional<Lease> lease = locks.tryAcquire(key, LONG);
        while (lease.isEmpty()) {
            // As waiters in the product do, and far enough apart for two hundred of them.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000, 60_000_000));
            lease = locks.tryAcquire(key, LONG);
        }
        try (Lease held = lease.get()) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            int read = counter;
            LockSupport.parkNanos(100_000);
            counter = read + 1;
            inside.decrementAndGet();
            return held != null;
        }
    }

    @Test
    @DisplayName("B-07 a lease that has ended is not released by its holder when another process has the lock")
    void releasedByItsOwnerOnly() {
        Lease ended = one.locks().tryAcquire(key, SHORT).orElseThrow();
        Lease next = acquired(other);

        ended.close();

        assertThat(one.locks().tryAcquire(key, LONG)).isEmpty();
        next.close();
        assertThat(one.locks().tryAcquire(key, LONG)).isPresent();
    }

    @Test
    @DisplayName("B-07 the lease of a holder that died ends by itself")
    void theHolderDies() {
        Lease abandoned = one.locks().tryAcquire(key, SHORT).orElseThrow();
        one.close();

        Lease next = acquired(other);

        abandoned.close();
        assertThat(one.events().count(CacheFault.class))
                .as("it could not be released")
                .isEqualTo(1);
        assertThat(other.locks().tryAcquire(key, LONG)).isEmpty();
        next.close();
    }

    private Lease acquired(WatchedState state) {
        return Eventually.present(
                "the lease ends", WatchedState.PATIENCE, () -> state.locks().tryAcquire(key, LONG));
    }
}
