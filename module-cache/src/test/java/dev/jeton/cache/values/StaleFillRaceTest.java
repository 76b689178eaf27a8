package dev.jeton.cache.values;

import static dev.jeton.testkit.contract.SomeValues.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.contract.SomeValues;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two processes read through their caches while both change the truth behind them. */
class StaleFillRaceTest {

    private static final RedisProcess REDIS = RedisProcess.start();
    private static final Duration NEAR = Duration.ofMillis(100);
    private static final int CHANGES = Integer.getInteger("jeton.changes", 400);
    private static final int READERS = 6;

    private final CacheKey key = SomeValues.freshKey();
    private final TruthLedger ledger = new TruthLedger(NEAR);
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    private void race(UnaryOperator<ByteValues> flaw) {
        try (CacheProcess one = new CacheProcess(REDIS, NEAR, flaw);
                CacheProcess other = new CacheProcess(REDIS, NEAR, flaw)) {
            Burst.of(READERS + 1, i -> i == 0 ? write(one, other) : read(i % 2 == 0 ? one : other, i % 2 == 0))
                    .orFail();
        }
        System.out.printf(
                "D-03 stale fills: %d changes, %d checked, %d violated%n",
                ledger.changes(), ledger.checked(), ledger.violated());
    }

    private boolean write(CacheProcess one, CacheProcess other) {
        try {
            for (int i = 0; i < CHANGES; i++) {
                boolean process = i % 2 == 0;
                int version = ledger.change();
                (process ? one : other).cache().delete(key);
                ledger.announce(process, version);
                // Time for a value to be filled in and believed.
                LockSupport.parkNanos(i % 10 == 0 ? 5_000_000 : 500_000);
            }
            return true;
        } finally {
            over.set(true);
        }
    }

    private boolean read(CacheProcess process, boolean which) {
        CacheService.Source<String> source = SomeValues.source(() -> {
            int seen = ledger.truth();
            // The way back from a database takes a while.
            LockSupport.parkNanos(200_000);
            return Optional.of(Integer.toString(seen));
        });
        while (!over.get()) {
            int oldest = ledger.oldest(which);
            Optional<String> given = process.cache().getOrLoad(key, TEXT, source);
            ledger.given(oldest, Integer.parseInt(given.orElseThrow()));
            // Others have a turn too, where there are fewer processors than threads.
            LockSupport.parkNanos(20_000);
        }
        return true;
    }

    @Test
    @DisplayName("D-03 what was read before a change is never kept after it, nor given where it was made")
    void neverStale() {
        race(UnaryOperator.identity());

        assertThat(ledger.checked()).isGreaterThan(CHANGES);
        assertThat(ledger.violated()).isZero();
    }

    @Test
    @DisplayName("planted bug: a fill by a plain set leaves what was before the change, and is found")
    void planted() {
        for (int attempt = 0; attempt < 10 && ledger.violated() == 0; attempt++) {
            over.set(false);
            race(PlainFill::new);
        }

        assertThat(ledger.violated()).isPositive();
    }
}
