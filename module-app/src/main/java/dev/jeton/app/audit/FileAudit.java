package dev.jeton.app.audit;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.AuditSettings.OnFailure;
import dev.jeton.app.observe.AuditMetrics;
import dev.jeton.app.observe.Gathered;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An audit in files. One thread writes what all requests bring, as many records at once as there are; nobody takes a lock. Where
 * answers wait for their records, those that come meanwhile are written together next.
 */
public final class FileAudit implements Audit {

    /** Records that may wait. */
    private static final int ROOM = 16 * 1024;

    /** How long records gather that nobody waits for: to be woken for each would cost their bringers more. */
    private static final long GATHERING = TimeUnit.MILLISECONDS.toNanos(5);

    /** Longer than a disk takes that works. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Gathered<PendingRecord> waiting = new Gathered<>();
    private final AuditFile file;
    private final OnFailure onFailure;
    private final AuditMetrics metrics;
    private final Thread writer;
    private volatile boolean closed;

    private FileAudit(AuditFile file, OnFailure onFailure, AuditMetrics metrics) {
        this.file = file;
        this.onFailure = onFailure;
        this.metrics = metrics;
        this.writer = Thread.ofPlatform().name("jeton-audit").daemon().unstarted(this::writeForEver);
    }

    /**
     * One that records.
     *
     * @throws IOException with a sentence, if it could not record now and settings say that it must
     */
    public static FileAudit open(AuditSettings settings, AuditMetrics metrics, TimeSource time) throws IOException {
        AuditFile file = new AuditFile(settings, metrics, time);
        try {
            file.open();
        } catch (IOException e) {
            if (settings.onFailure() == OnFailure.REFUSE) {
                file.close();
                throw e;
            }
            metrics.lost(0, e);
        }
        FileAudit audit = new FileAudit(file, settings.onFailure(), metrics);
        audit.writer.start();
        return audit;
    }

    @Override
    public void admit() {
        if (onFailure == OnFailure.REFUSE && file.isAway()) {
            throw unrecorded();
        }
    }

    @Override
    public void record(AuditRecord record) {
        boolean mustWait = onFailure == OnFailure.REFUSE;
        PendingRecord pending = new PendingRecord(record, mustWait ? Thread.currentThread() : null);
        if (closed || waiting.size() >= ROOM) {
            metrics.lost(1);
            pending.lost();
        } else {
            waiting.add(pending);
        }
        if (mustWait && !pending.awaitWritten(PATIENCE.toNanos())) {
            throw unrecorded();
        }
    }

    private static StoreUnavailable unrecorded() {
        return new StoreUnavailable("this has to be recorded, and the audit cannot be written just now", null);
    }

    private void writeForEver() {
        while (!closed) {
            boolean written = file.write(waiting.takeAll());
            if (!written) {
                waiting.rest(file.nanosToNextDuty());
            } else if (onFailure == OnFailure.WARN) {
                LockSupport.parkNanos(this, GATHERING);
            }
        }
        boolean unused = file.write(waiting.takeAll());
    }

    /** Writes what is left. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    @Override
    public String toString() {
        return "Audit[" + file + "]";
    }
}
