package dev.jeton.cache.values;

import dev.jeton.api.cache.CacheUsage;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of reads, without threads getting into each other's way. */
final class ReadCounts {

    private final LongAdder near = new LongAdder();
    private final LongAdder shared = new LongAdder();
    private final LongAdder missed = new LongAdder();

    void near() {
        near.increment();
    }

    void shared() {
        shared.increment();
    }

    void missed() {
        missed.increment();
    }

    CacheUsage with(long held) {
        return new CacheUsage(near.sum(), shared.sum(), missed.sum(), held);
    }
}
