package dev.jeton.testkit.time;

import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that moves only when a test moves it. Wall clock and ticker move together with {@link #advance} and apart with
 * {@link #jumpWallClock}, which is how a machine whose clock is corrected looks from inside.
 */
public final class ManualTime implements TimeSource {

    /** Where a test's time begins unless it says otherwise. */
    public static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final boolean pausesAdvance;

    private Instant now;
    private long nanos;
    private int pausing;

    private ManualTime(Instant start, boolean pausesAdvance) {
        this.now = start;
        this.pausesAdvance = pausesAdvance;
    }

    /** Time in which whoever pauses stays paused until the test has advanced far enough. */
    public static ManualTime standingStill() {
        return new ManualTime(START, false);
    }

    /** Time in which a pause is over at once, having advanced the time by its length: for code that only backs off. */
    public static ManualTime advancedByPauses() {
        return new ManualTime(START, true);
    }

    @Override
    public Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long nanos() {
        lock.lock();
        try {
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (pausesAdvance) {
                move(duration);
            } else {
                awaitNanos(nanos + duration.toNanos(), new CompletableFuture<>());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void await(CompletableFuture<?> signal, Duration atMost) throws InterruptedException {
        var unused = signal.whenComplete((value, failure) -> wakeAll());
        lock.lockInterruptibly();
        try {
            if (pausesAdvance && !signal.isDone()) {
                move(atMost);
            } else {
                awaitNanos(nanos + atMost.toNanos(), signal);
            }
        } finally {
            lock.unlock();
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitNanos(long until, Future<?> signal) throws InterruptedException {
        pausing++;
        try {
            while (nanos - until < 0 && !signal.isDone()) {
                moved.await();
            }
        } finally {
            pausing--;
        }
    }

    /** Lets time pass, on both clocks. */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time passes forwards; only jumpWallClock goes back");
        }
        lock.lock();
        try {
            move(duration);
        } finally {
            lock.unlock();
        }
    }

    private void move(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
        moved.signalAll();
    }

    /** Sets the wall clock forward or, if {@code by} is negative, back; the ticker and whoever pauses notice nothing. */
    public void jumpWallClock(Duration by) {
        lock.lock();
        try {
            now = now.plus(by);
        } finally {
            lock.unlock();
        }
    }

    /** Waits, in real time, until at least {@code threads} are pausing: before that, advancing would wake nobody. */
    public void awaitPausing(int threads) {
        Eventually.isTrue(threads + " threads pausing", PATIENCE, () -> pausing() >= threads);
    }

    /** How many threads are pausing just now. */
    public int pausing() {
        lock.lock();
        try {
            return pausing;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "ManualTime[" + now() + "]";
    }
}
