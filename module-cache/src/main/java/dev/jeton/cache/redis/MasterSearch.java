package dev.jeton.cache.redis;

import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks for the masters again and again, and at once where somebody fears that they are other ones, whatever goes wrong. */
final class MasterSearch implements AutoCloseable {

    private static final Duration LEAST_PAUSE = Duration.ofMillis(50);

    private final Runnable look;
    private final Supplier<Duration> pause;
    private final Consumer<RuntimeException> failed;
    private final TimeSource time;
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("jeton-redis-masters").unstarted(this::follow);
    private boolean failing;

    /**
     * One that has not begun.
     *
     * @param pause how long to leave it at that
     * @param failed is told the first of the failures in a row
     */
    MasterSearch(Runnable look, Supplier<Duration> pause, Consumer<RuntimeException> failed, TimeSource time) {
        this.look = look;
        this.pause = pause;
        this.failed = failed;
        this.time = time;
    }

    void start() {
        thread.start();
    }

    /** They may be other ones by now. */
    void hurry() {
        hurry.release();
    }

    private void follow() {
        try {
            while (!Thread.interrupted()) {
                boolean unused = hurry.tryAcquire(pause.get().toNanos(), TimeUnit.NANOSECONDS);
                hurry.drainPermits();
                lookOnce();
                // Whoever fails in a moment fails for the same reason.
                time.pause(LEAST_PAUSE);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Whatever an answer does to whoever reads it, it must not end the search: nobody else would see who takes over. */
    private void lookOnce() {
        try {
            look.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                failed.accept(e);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
