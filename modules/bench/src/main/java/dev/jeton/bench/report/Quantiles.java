package dev.jeton.bench.report;

import java.util.Arrays;

/** Some of many durations in nanoseconds, sorted. */
public final class Quantiles {

    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    public Quantiles(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** In milliseconds; {@code part} from 0, the least, to 1, the most. */
    public double millis(double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
    }

    public int count() {
        return sorted.length;
    }
}
