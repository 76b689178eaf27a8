package dev.jeton.app.observe;

import dev.jeton.api.time.TimeSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the records of the audit, and says at most once a minute that some could not be written. */
public final class AuditMetrics {

    private static final Logger LOG = LoggerFactory.getLogger("jeton");
    private static final long BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);

    private final Counter written;
    private final Counter lost;
    private final TimeSource time;
    private long toldAt;

    public AuditMetrics(MeterRegistry registry, TimeSource time) {
        this.written = Meters.AUDIT_RECORDS.counter(registry, "result", "written");
        this.lost = Meters.AUDIT_RECORDS.counter(registry, "result", "lost");
        this.time = time;
        this.toldAt = time.nanos() - BETWEEN_LINES;
    }

    public void written(int records) {
        written.increment(records);
    }

    public void lost(int records) {
        lost.increment(records);
    }

    /** Something has failed; {@code records} are lost with it. */
    public synchronized void lost(int records, Exception why) {
        lost(records);
        if (time.nanos() - toldAt >= BETWEEN_LINES) {
            toldAt = time.nanos();
            LOG.error("audit cannot be written: {}", Lines.clean(why.toString()));
        }
    }

    /** It can be written again. */
    public void back() {
        LOG.warn("audit is written again");
    }
}
