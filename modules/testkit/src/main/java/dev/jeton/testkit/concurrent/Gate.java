package dev.jeton.testkit.concurrent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds everyone who arrives until a test opens it, so that "meanwhile" is a place in the test and not a guess. */
public final class Gate {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger arrived = new AtomicInteger();

    /** A closed one. */
    public Gate() {}

    /**
     * Waits until the gate is open; at once where it is.
     *
     * @throws AssertionError if nobody opens it for a minute
     */
    public void pass() throws InterruptedException {
        arrived.incrementAndGet();
        if (!opened.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("nobody opened the gate");
        }
    }

    /** Lets everyone through, now and later. */
    public void open() {
        opened.countDown();
    }

    /** How many have arrived, gone on or not. */
    public int arrived() {
        return arrived.get();
    }

    /** Waits until at least {@code threads} have arrived. */
    public void awaitArrived(int threads) {
        Eventually.isTrue(threads + " threads at the gate", PATIENCE, () -> arrived() >= threads);
    }
}
