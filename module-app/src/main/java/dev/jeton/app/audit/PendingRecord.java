package dev.jeton.app.audit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A record on its way to the file, and whoever waits for it. */
final class PendingRecord {

    private final AuditRecord record;
    private final @Nullable Thread waiting;
    private volatile State state = State.UNDER_WAY;

    /** How far it is. */
    private enum State {
        UNDER_WAY,
        WRITTEN,
        LOST
    }

    /** @param waiting null = nobody waits */
    PendingRecord(AuditRecord record, @Nullable Thread waiting) {
        this.record = record;
        this.waiting = waiting;
    }

    AuditRecord record() {
        return record;
    }

    void written() {
        end(State.WRITTEN);
    }

    void lost() {
        end(State.LOST);
    }

    private void end(State end) {
        state = end;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Waits until it is written; false = it was lost, or it took too long. An interruption is kept for later. */
    boolean awaitWritten(long patienceNanos) {
        long started = System.nanoTime();
        boolean interrupted = false;
        while (state == State.UNDER_WAY && System.nanoTime() - started < patienceNanos) {
            LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(1));
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return state == State.WRITTEN;
    }
}
