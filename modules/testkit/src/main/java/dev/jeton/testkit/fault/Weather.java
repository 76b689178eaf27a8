package dev.jeton.testkit.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The fault in force, and waiting for the next one: who is slow or holds back must notice at once that it is over. */
final class Weather {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger struck = new AtomicInteger();

    private Fault fault = new Fault.None();
    private boolean once;

    void become(Fault next, boolean onlyOnce) {
        lock.lock();
        try {
            fault = next;
            once = onlyOnce;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Fault current() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    /** Whether connections are to be broken off just now. */
    boolean breaksOff() {
        Fault now = current();
        return now instanceof Fault.Reset || now instanceof Fault.Refuse;
    }

    /** Whether {@code event} happens now; asked by two connections at once, one that is to happen once does so to one. */
    boolean strikes(Fault.Event event) {
        lock.lock();
        try {
            if (!fault.equals(event)) {
                return false;
            }
            struck.incrementAndGet();
            if (once) {
                become(new Fault.None(), false);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    int struck() {
        return struck.get();
    }

    /** The fault in force as soon as it holds nothing back. */
    Fault awaitMoving() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (fault instanceof Fault.HalfOpen) {
                changed.await();
            }
            return fault;
        } finally {
            lock.unlock();
        }
    }

    /** Waits {@code duration}, or less if {@code during} is over before. */
    void pause(Duration duration, Fault during) throws InterruptedException {
        long left = duration.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0 && fault.equals(during)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return current().toString();
    }
}
