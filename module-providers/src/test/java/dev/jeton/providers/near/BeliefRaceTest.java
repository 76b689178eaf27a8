package dev.jeton.providers.near;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Stamps;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.NearSettings;
import dev.jeton.testkit.fake.ToldChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Readers fill the near cache while the truth changes behind it: no token may be believed after a change of it was told. */
class BeliefRaceTest {
    private static final TokenKey KEY = TokenKey.of("counting", "acme");
    private static final int CHANGES = 3_000;
    private static final int READERS = 3;

    private final TimeSource time = TimeSource.system();
    private final Schedule schedule = new TtlPolicy(Duration.ZERO, Duration.ZERO, () -> 0)
            .schedule(new Validity.Lasting(Duration.ofHours(1)), time.now());
    private final ToldChanges changes = new ToldChanges();
    private final NearTokens tokens = new NearTokens(NearSettings.DEFAULT, changes, () -> 0, time);

    private final AtomicInteger truth = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger checked = new AtomicInteger();
    private final AtomicInteger violated = new AtomicInteger();

    private TokenEntry version(int number) {
        return new TokenEntry(AccessToken.bearer("version-" + number), schedule);
    }

    private static int number(HeldToken token) {
        return Integer.parseInt(token.entry().token().value().substring("version-".length()));
    }

    private void read(boolean stampLate) {
        int atLeast = told.get();
        HeldToken believed = tokens.believedOrNull(KEY, time.millis());
        if (believed != null) {
            checked.incrementAndGet();
            violated.addAndGet(number(believed) < atLeast ? 1 : 0);
            return;
        }
        Stamps.Stamp early = tokens.stamp(KEY);
        TokenEntry seen = version(truth.get());
        // The way back from a server takes a while.
        LockSupport.parkNanos(1_000);
        tokens.keep(KEY, seen, stampLate ? tokens.stamp(KEY) : early);
    }

    private void change() {
        int next = truth.incrementAndGet();
        changes.tell(KEY);
        told.set(next);
    }

    private void run(boolean stampLate) throws InterruptedException, ExecutionException {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> {
                    while (!over.get()) {
                        read(stampLate);
                    }
                }));
            }
            for (int i = 0; i < CHANGES; i++) {
                change();
                LockSupport.parkNanos(1_000);
            }
            over.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        System.out.println("belief: " + checked + " checked, " + violated + " violated");
    }

    @Test
    @DisplayName("nothing is believed that was read before a change that has been told")
    void neverStale() throws Exception {
        run(false);
        assertThat(checked.get()).isPositive();
        assertThat(violated.get()).isZero();
    }

    @Test
    @DisplayName("planted bug: a stamp that is taken after the reading lets stale tokens be believed")
    void planted() throws Exception {
        for (int attempt = 0; attempt < 20 && violated.get() == 0; attempt++) {
            run(true);
        }
        assertThat(violated.get()).isPositive();
    }
}
