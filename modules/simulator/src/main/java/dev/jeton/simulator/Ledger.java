package dev.jeton.simulator;

import dev.jeton.simulator.Call.Ending;
import dev.jeton.simulator.Call.Outcome;
import dev.jeton.simulator.Call.Sent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Every call that came in, whatever became of it. A call is entered when its request has been read and its tenant is
 * known, and ends in the ledger before its last byte leaves: whoever has the answer finds the ledger up to date.
 *
 * <p>The counters are exact; of the calls themselves only the last {@value #KEPT} are kept, so that a soak test ends well.
 */
public final class Ledger {

    static final int KEPT = 100_000;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Who, Traffic> traffic = new HashMap<>();
    private long sequence;

    Ledger(InstantSource clock) {
        this.clock = clock;
    }

    /** The calls in the order of their arrival, those under way included. */
    public List<Call> calls() {
        return locked(() -> entries.stream().map(entry -> entry.call).toList());
    }

    /** The calls of one service for one tenant, in the order of their arrival. */
    public List<Call> calls(Service service, String tenant) {
        return calls().stream()
                .filter(call -> call.service() == service && call.tenant().equals(tenant))
                .toList();
    }

    /** How many calls came in. */
    public int count(Service service, String tenant) {
        return locked(() -> of(service, tenant).count);
    }

    /** How many calls came in, for all tenants together. */
    public int count(Service service) {
        return locked(() -> traffic.entrySet().stream()
                .filter(entry -> entry.getKey().service() == service)
                .mapToInt(entry -> entry.getValue().count)
                .sum());
    }

    /** How many calls were under way at the same moment, at most. */
    public int maxConcurrency(Service service, String tenant) {
        return locked(() -> of(service, tenant).highest);
    }

    /** Forgets the calls and starts counting anew; a call under way goes on counting as concurrent. */
    public void clear() {
        locked(() -> {
            entries.clear();
            traffic.values().forEach(Traffic::restart);
            return entries;
        });
    }

    /**
     * Waits until {@code n} calls have come in.
     *
     * @throws IllegalStateException if they have not within {@code patience}; the message says how many have
     */
    public void awaitCount(Service service, String tenant, int n, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (of(service, tenant).count < n) {
                if (nanos <= 0) {
                    throw new IllegalStateException("%d calls to %s for %s within %s, not %d"
                            .formatted(of(service, tenant).count, service, tenant, patience, n));
                }
                nanos = arrived.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    Entry enter(Service service, String tenant, Sent sent) {
        return locked(() -> {
            Entry entry = new Entry(
                    new Call(++sequence, service, tenant, sent, new Ending(Outcome.IN_FLIGHT, 0, null)),
                    of(service, tenant));
            entries.add(entry);
            if (entries.size() > KEPT) {
                entries.remove();
            }
            entry.traffic.arrived();
            arrived.signalAll();
            return entry;
        });
    }

    private Traffic of(Service service, String tenant) {
        return traffic.computeIfAbsent(new Who(service, tenant), who -> new Traffic());
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** A call under way. */
    final class Entry {

        private final Traffic traffic;
        private Call call;

        private Entry(Call call, Traffic traffic) {
            this.call = call;
            this.traffic = traffic;
        }

        void answered(int status) {
            end(Outcome.ANSWERED, status);
        }

        /** Writes down the end; the first one counts. */
        void end(Outcome outcome, int status) {
            locked(() -> {
                if (call.outcome() == Outcome.IN_FLIGHT) {
                    Ending ending = new Ending(outcome, status, clock.instant());
                    call = new Call(call.sequence(), call.service(), call.tenant(), call.sent(), ending);
                    traffic.left();
                }
                return call;
            });
        }
    }

    private record Who(Service service, String tenant) {}
}
