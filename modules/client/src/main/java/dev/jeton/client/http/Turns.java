package dev.jeton.client.http;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does one step after the other, outside its lock and on one thread at a time: those that come meanwhile change the state
 * and leave the steps to the one that is at it.
 */
final class Turns {

    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<@Nullable Runnable> next;
    private boolean busy;

    /** @param next the step that the state asks for; null = none */
    Turns(Supplier<@Nullable Runnable> next) {
        this.next = next;
    }

    /** Changes the state, and then does the steps that it asks for. */
    void change(Runnable work) {
        boolean ours = locked(() -> {
            work.run();
            boolean free = !busy;
            busy = true;
            return free;
        });
        while (ours) {
            Runnable step = locked(this::step);
            ours = step != null;
            if (step != null) {
                run(step);
            }
        }
    }

    /** One that throws is the last of this thread; whoever comes next goes on. */
    private void run(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            boolean unused = locked(() -> busy = false);
            throw e;
        }
    }

    private @Nullable Runnable step() {
        Runnable step = next.get();
        busy = step != null;
        return step;
    }

    /** What {@code work} finds in the state. */
    <R extends @Nullable Object> R locked(Supplier<R> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
