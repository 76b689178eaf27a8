package dev.jeton.providers.pipeline;

import static java.util.Objects.requireNonNull;

import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ChangeWatch;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How one waits for another process: until something changes about the key, or until it is time to look again. While changes
 * are told that is seldom; while they are not, soon.
 */
final class Waiting implements ChangeWatch.Listener {

    private static final int BELLS = 1024;
    private static final long UNTOLD_MILLIS = 25;
    private static final long TOLD_MILLIS = 250;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /** Keys share bells: a wrong one costs a look, and there is nothing to tidy up after keys that nobody waits for. */
    private final AtomicReferenceArray<@Nullable CompletableFuture<Void>> bells = new AtomicReferenceArray<>(BELLS);

    private final ChangeWatch changes;
    private final DoubleSupplier random;
    private final TimeSource time;

    /** @param random uniform in [0, 1): spreads the looks of many who wait */
    Waiting(ChangeWatch changes, DoubleSupplier random, TimeSource time) {
        this.changes = changes;
        this.random = random;
        this.time = time;
        changes.listen(this);
    }

    /**
     * To be asked for before each look, so that a change after the look is not slept through.
     *
     * @return complete as soon as something has changed about {@code key}
     */
    CompletableFuture<Void> bell(TokenKey key) {
        CompletableFuture<Void> bell =
                bells.updateAndGet(place(key), hung -> hung == null ? new CompletableFuture<>() : hung);
        return requireNonNull(bell);
    }

    /**
     * Waits for {@code bell}, or until it is time to look again.
     *
     * @param whom is waited for, as the caller reads it
     * @throws LockTimeout if the deadline has passed: waiting is bounded, and does not end in "then do it anyway"
     */
    void until(CompletableFuture<Void> bell, Deadline deadline, String whom) {
        if (deadline.hasPassed()) {
            throw new LockTimeout(whom, TRY_AGAIN);
        }
        try {
            time.await(bell, deadline.remainingUpTo(untilNextLook()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeout("interrupted while waiting for another process", TRY_AGAIN);
        }
    }

    private Duration untilNextLook() {
        long shortest = changes.isLive() ? TOLD_MILLIS : UNTOLD_MILLIS;
        return Duration.ofMillis(shortest + (long) (shortest * random.getAsDouble()));
    }

    @Override
    public void changed(TokenKey key) {
        ring(place(key));
    }

    private void ring(int place) {
        CompletableFuture<Void> bell = bells.getAndSet(place, null);
        if (bell != null) {
            bell.complete(null);
        }
    }

    private static int place(TokenKey key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & BELLS - 1;
    }

    @Override
    public void missed() {
        for (int place = 0; place < BELLS; place++) {
            ring(place);
        }
    }

    @Override
    public String toString() {
        return "Waiting[" + changes + "]";
    }
}
