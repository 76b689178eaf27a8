package dev.jeton.app.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Things that many threads bring and one takes, several at once, in the order in which they came. Whoever brings one takes no lock
 * and waits for nobody.
 */
public final class Gathered<T> {

    private final AtomicReference<@Nullable Brought<T>> newest = new AtomicReference<>();
    private volatile @Nullable Thread resting;

    /** A thing and those that came before it. */
    private static final class Brought<T> {
        private final T thing;
        private @Nullable Brought<T> before;
        private int depth;

        Brought(T thing) {
            this.thing = thing;
        }

        void onTopOf(@Nullable Brought<T> other) {
            before = other;
            depth = other == null ? 1 : other.depth + 1;
        }
    }

    public Gathered() {}

    /** Brings {@code thing}, and wakes whoever rests; tells how many there are now. */
    public int add(T thing) {
        Brought<T> added = new Brought<>(thing);
        Brought<T> before;
        do {
            before = newest.get();
            added.onTopOf(before);
        } while (!newest.compareAndSet(before, added));
        wake();
        return added.depth;
    }

    /** All that there are, the oldest first; they are gone from here. */
    public List<T> takeAll() {
        List<T> things = new ArrayList<>();
        for (Brought<T> brought = newest.getAndSet(null); brought != null; brought = brought.before) {
            things.add(brought.thing);
        }
        Collections.reverse(things);
        return things;
    }

    /** How many there are. */
    public int size() {
        Brought<T> last = newest.get();
        return last == null ? 0 : last.depth;
    }

    /** Has the calling thread, the one that takes, rest until something is brought, or it is woken, or that long. */
    public void rest(long nanos) {
        resting = Thread.currentThread();
        // Whoever brought something before they could see us resting did not wake us.
        if (newest.get() == null) {
            LockSupport.parkNanos(this, nanos);
        }
        resting = null;
    }

    /** Wakes the one that takes, if it rests. */
    public void wake() {
        Thread taker = resting;
        if (taker != null) {
            LockSupport.unpark(taker);
        }
    }
}
