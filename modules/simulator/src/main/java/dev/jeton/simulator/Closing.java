package dev.jeton.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of the simulator, as something to wait for: every pause ends early when it comes. */
final class Closing {

    private final CountDownLatch closed = new CountDownLatch(1);

    void begin() {
        closed.countDown();
    }

    void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            // The server interrupts what it runs when it ends, which is the same news.
            Thread.currentThread().interrupt();
        }
    }

    /** Pauses; whether the simulator was closed meanwhile. */
    boolean cameWithin(Duration pause) {
        try {
            return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
