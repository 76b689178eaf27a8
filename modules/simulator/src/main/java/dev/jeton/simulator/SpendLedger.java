package dev.jeton.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Every spend at one server in the order in which they were decided, and whose answers were lost. */
final class SpendLedger {

    // As many as the ledger keeps calls, so that a soak test ends well; the counters are exact.
    private static final int KEPT = Ledger.KEPT;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Spend> spends = new ArrayDeque<>();
    private final Deque<Spend> lost = new ArrayDeque<>();
    private final Map<String, Count> counts = new HashMap<>();

    void enter(Spend spend) {
        locked(() -> {
            keep(spends, spend);
            of(spend.tenant()).add(spend);
            changed.signalAll();
            return spend;
        });
    }

    void lose(Spend spend) {
        locked(() -> {
            keep(lost, spend);
            of(spend.tenant()).lost++;
            changed.signalAll();
            return spend;
        });
    }

    List<Spend> spends(String tenant) {
        return locked(() -> of(spends, tenant));
    }

    List<Spend> lost(String tenant) {
        return locked(() -> of(lost, tenant));
    }

    int count(String tenant) {
        return locked(() -> of(tenant).all);
    }

    int doubles(String tenant) {
        return locked(() -> of(tenant).doubles);
    }

    void awaitCount(String tenant, int n, Duration patience) throws InterruptedException {
        await(() -> of(tenant).all, n, "spends for " + tenant, patience);
    }

    void awaitLost(String tenant, int n, Duration patience) throws InterruptedException {
        await(() -> of(tenant).lost, n, "lost answers for " + tenant, patience);
    }

    private void await(IntSupplier count, int n, String what, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (count.getAsInt() < n) {
                if (nanos <= 0) {
                    throw new IllegalStateException(
                            "%d %s within %s, not %d".formatted(count.getAsInt(), what, patience, n));
                }
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private Count of(String tenant) {
        return counts.computeIfAbsent(tenant, id -> new Count());
    }

    private static List<Spend> of(Deque<Spend> all, String tenant) {
        return all.stream().filter(spend -> spend.tenant().equals(tenant)).toList();
    }

    private static void keep(Deque<Spend> kept, Spend spend) {
        kept.add(spend);
        if (kept.size() > KEPT) {
            kept.remove();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static final class Count {

        private int all;
        private int doubles;
        private int lost;

        private void add(Spend spend) {
            all++;
            doubles += spend.isDouble() ? 1 : 0;
        }
    }
}
