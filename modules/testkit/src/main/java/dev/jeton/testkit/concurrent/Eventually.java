package dev.jeton.testkit.concurrent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what other threads or real servers do in their own time: looked at again and again, and bounded. A test that
 * can be told when something is done does not need it.
 */
public final class Eventually {

    private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    /**
     * Returns as soon as {@code condition} holds.
     *
     * @throws AssertionError naming {@code what} if it does not within {@code patience}
     */
    public static void isTrue(String what, Duration patience, BooleanSupplier condition) {
        present(what, patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Returns as soon as {@code source} has a value, with that value.
     *
     * @throws AssertionError naming {@code what} if it has none within {@code patience}
     */
    public static <T> T present(String what, Duration patience, Supplier<Optional<T>> source) {
        long start = System.nanoTime();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - start >= patience.toNanos()) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            rest();
        }
    }

    /**
     * Returns as soon as {@code assertions} pass.
     *
     * @throws AssertionError the last one, if they do not within {@code patience}
     */
    public static void passes(Duration patience, Runnable assertions) {
        long start = System.nanoTime();
        while (true) {
            try {
                assertions.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() - start >= patience.toNanos()) {
                    throw e;
                }
            }
            rest();
        }
    }

    private static void rest() {
        LockSupport.parkNanos(POLL_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("interrupted while waiting");
        }
    }
}
