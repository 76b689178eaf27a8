package dev.jeton.app.audit;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.observe.AuditMetrics;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The chain of one process, opened again after a failure, at most four times a second, until it takes records again; then it says how many it
 * has not taken. Everything but {@link #isAway} is for one thread.
 */
final class AuditFile {

    private static final long SEGMENT_BYTES = 16L << 20;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AuditDirectory directory;
    private final Duration sync;
    private final AuditMetrics metrics;
    private final TimeSource time;

    private @Nullable FileChannel lock;
    private volatile @Nullable ChainWriter chain;
    private long triedAt;
    private long syncedAt;
    private long missed;

    AuditFile(AuditSettings settings, AuditMetrics metrics, TimeSource time) {
        this.directory = new AuditDirectory(settings.directory());
        this.sync = settings.sync();
        this.metrics = metrics;
        this.time = time;
        this.syncedAt = time.nanos();
    }

    /** @throws IOException with a sentence that says why it cannot be used */
    void open() throws IOException {
        triedAt = time.nanos();
        try {
            directory.make();
            if (lock == null) {
                lock = directory.lock();
            }
            ChainWriter opened = ChainWriter.resume(directory, SEGMENT_BYTES, time.millis());
            noteMissed(opened);
            chain = opened;
        } catch (IOException e) {
            throw new IOException(directory.path() + " cannot be used: " + reason(e), e);
        }
    }

    /** It is also what shows that there is room again. */
    private void noteMissed(ChainWriter opened) throws IOException {
        if (missed > 0) {
            try {
                // Where only the disk failed to take them they may be in the file all the same.
                opened.note(missed + " records before this one were not answered for", time.millis());
                missed = 0;
            } catch (IOException e) {
                close(opened);
                throw e;
            }
        }
    }

    /** The message of some kinds is a path alone. */
    private static String reason(IOException e) {
        return (e instanceof FileSystemException ? e.getClass().getSimpleName() + ": " : "") + e.getMessage();
    }

    /** Whether a record could not be written just now. */
    boolean isAway() {
        return chain == null;
    }

    /** Writes {@code batch}, and does what else is due; false = there was nothing to write. */
    boolean write(List<PendingRecord> batch) {
        reopenIfDue();
        ChainWriter open = chain;
        if (!batch.isEmpty() && open == null) {
            lose(batch);
        } else if (open != null) {
            try {
                append(open, batch);
            } catch (IOException | RuntimeException e) {
                fail(open, e);
                lose(batch);
            }
        }
        return !batch.isEmpty();
    }

    private void append(ChainWriter open, List<PendingRecord> batch) throws IOException {
        if (!batch.isEmpty()) {
            open.append(batch.stream().map(PendingRecord::record).toList());
        }
        if (open.isDirty() && time.nanos() - syncedAt >= sync.toNanos()) {
            syncedAt = time.nanos();
            open.sync();
        }
        batch.forEach(PendingRecord::written);
        metrics.written(batch.size());
    }

    private void reopenIfDue() {
        if (chain == null && time.nanos() - triedAt >= RETRY_NANOS) {
            try {
                open();
                metrics.back();
            } catch (IOException | RuntimeException e) {
                metrics.lost(0, e);
            }
        }
    }

    private void fail(ChainWriter open, Exception e) {
        chain = null;
        triedAt = time.nanos();
        close(open);
        metrics.lost(0, e);
    }

    private void lose(List<PendingRecord> batch) {
        missed += batch.size();
        metrics.lost(batch.size());
        batch.forEach(PendingRecord::lost);
    }

    /** How long the writer may rest. */
    long nanosToNextDuty() {
        ChainWriter open = chain;
        if (open == null) {
            return Math.max(1, RETRY_NANOS - (time.nanos() - triedAt));
        }
        return open.isDirty() ? Math.max(1, sync.toNanos() - (time.nanos() - syncedAt)) : IDLE_NANOS;
    }

    void close() {
        ChainWriter open = chain;
        chain = null;
        if (open != null) {
            try {
                open.sync();
            } catch (IOException e) {
                metrics.lost(0, e);
            }
            close(open);
        }
        close(lock);
    }

    private static void close(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            // Nothing more can be done about it.
        }
    }

    @Override
    public String toString() {
        return directory.path().toString();
    }
}
