package dev.jeton.app.http.proxy;

import java.util.concurrent.Semaphore;

/**
 * How much memory copies of bodies may take in this process, all together. Whoever gets none goes on without a copy: his call is not
 * repeated after a 401, and nothing else is different.
 */
final class CopyBudget {

    private static final int UNIT = 1024;
    private static final long SHARE_OF_HEAP = 16;

    private final Semaphore units;

    /** @param bytes at most 2 TiB */
    CopyBudget(long bytes) {
        this.units = new Semaphore((int) Math.min(bytes / UNIT, Integer.MAX_VALUE));
    }

    static CopyBudget ofThisProcess() {
        return new CopyBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param bytes whole KiB */
    boolean take(int bytes) {
        return units.tryAcquire(bytes / UNIT);
    }

    void giveBack(int bytes) {
        units.release(bytes / UNIT);
    }
}
