package dev.jeton.testkit.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What came of running one task many times at the same instant: every run has its own virtual thread, and none begins
 * before all are ready.
 *
 * @param outcomes in the order of the runs
 */
public record Burst<T extends @Nullable Object>(List<Outcome<T>> outcomes) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One run's part of the work. */
    @FunctionalInterface
    public interface Task<T extends @Nullable Object> {
        /** @param index which run this is, from 0 */
        T run(int index) throws Exception;
    }

    /** How one run ended. */
    public sealed interface Outcome<T extends @Nullable Object> {
        /** It returned. */
        record Returned<T extends @Nullable Object>(T value) implements Outcome<T> {}

        /** It threw; an {@link AssertionError} is a failure like every other. */
        record Threw<T extends @Nullable Object>(Throwable failure) implements Outcome<T> {}
    }

    public Burst {
        outcomes = List.copyOf(outcomes);
    }

    /** Runs {@code task} {@code times} times at once and waits half a minute for all of them. */
    public static <T extends @Nullable Object> Burst<T> of(int times, Task<T> task) {
        return of(times, PATIENCE, task);
    }

    /**
     * Runs {@code task} {@code times} times at once.
     *
     * @throws AssertionError showing where the slowest hangs, if not all of them have ended within {@code patience}
     */
    public static <T extends @Nullable Object> Burst<T> of(int times, Duration patience, Task<T> task) {
        CountDownLatch ready = new CountDownLatch(times);
        CountDownLatch go = new CountDownLatch(1);
        List<FutureTask<Outcome<T>>> runs = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int index = i;
            FutureTask<Outcome<T>> run = new FutureTask<>(() -> {
                ready.countDown();
                go.await();
                return outcome(task, index);
            });
            runs.add(run);
            threads.add(Thread.ofVirtual().name("burst-" + i).start(run));
        }
        try {
            ready.await();
            go.countDown();
            awaitEnd(threads, patience);
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted during a burst", e);
        }
        return new Burst<>(runs.stream().map(FutureTask::resultNow).toList());
    }

    private static <T extends @Nullable Object> Outcome<T> outcome(Task<T> task, int index) {
        try {
            return new Outcome.Returned<>(task.run(index));
        } catch (Throwable t) {
            return new Outcome.Threw<>(t);
        }
    }

    private static void awaitEnd(List<Thread> threads, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        for (Thread thread : threads) {
            long left = patience.toNanos() - (System.nanoTime() - start);
            if (!thread.join(Duration.ofNanos(Math.max(1, left)))) {
                AssertionError late = new AssertionError(stillRunning(threads) + " of " + threads.size()
                        + " runs have not ended within " + patience + "; the cause shows where one of them is");
                late.initCause(whereIs(thread));
                threads.forEach(Thread::interrupt);
                throw late;
            }
        }
    }

    private static long stillRunning(List<Thread> threads) {
        return threads.stream().filter(Thread::isAlive).count();
    }

    private static Throwable whereIs(Thread thread) {
        Throwable place = new Throwable(thread.getName());
        place.setStackTrace(thread.getStackTrace());
        return place;
    }

    /** What the runs returned that did return, in their order. */
    public List<T> results() {
        List<T> values = new ArrayList<>();
        for (Outcome<T> outcome : outcomes) {
            if (outcome instanceof Outcome.Returned<T>(T value)) {
                values.add(value);
            }
        }
        return values;
    }

    /** What the runs threw that did throw, in their order. */
    public List<Throwable> failures() {
        List<Throwable> thrown = new ArrayList<>();
        for (Outcome<T> outcome : outcomes) {
            if (outcome instanceof Outcome.Threw<T>(Throwable failure)) {
                thrown.add(failure);
            }
        }
        return thrown;
    }

    /**
     * What the runs returned, all of them.
     *
     * @throws AssertionError with the first failure as its cause, if one threw
     */
    public List<T> orFail() {
        Optional<Throwable> first = failures().stream().findFirst();
        if (first.isPresent()) {
            throw new AssertionError(failures().size() + " of " + outcomes.size() + " runs threw", first.get());
        }
        return results();
    }
}
