package dev.jeton.simulator;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are switched on. For each service and tenant there is at most one that stands, and before it a queue of
 * those that last for some calls only; so "two 503, then a 429, then fine" is three lines. A tenant's own faults go
 * before those of {@link #ANY_TENANT}.
 */
public final class Faults {

    /** In place of a tenant: everyone, also callers who cannot be told apart. */
    public static final String ANY_TENANT = "*";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Plan> plans = new HashMap<>();

    Faults() {}

    /** Switches {@code fault} on until it is cleared. */
    public void set(Service service, String tenant, Fault fault) {
        change(service, tenant, plan -> plan.standing = fault);
    }

    /** Queues {@code fault} for {@code calls} calls. */
    public void setForNext(int calls, Service service, String tenant, Fault fault) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be positive");
        }
        change(service, tenant, plan -> plan.queue.add(new Limited(fault, calls)));
    }

    /** Switches off what is on and queued for this tenant. */
    public void clear(Service service, String tenant) {
        lock.lock();
        try {
            plans.remove(new Key(service, tenant));
        } finally {
            lock.unlock();
        }
    }

    /** Switches everything off. Calls that are being delayed or hung already stay so. */
    public void clear() {
        lock.lock();
        try {
            plans.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The fault for a call that has come in; a limited one is used up by this. */
    Optional<Fault> take(Service service, String tenant) {
        lock.lock();
        try {
            return next(new Key(service, tenant)).or(() -> next(new Key(service, ANY_TENANT)));
        } finally {
            lock.unlock();
        }
    }

    private void change(Service service, String tenant, Consumer<Plan> change) {
        lock.lock();
        try {
            change.accept(plans.computeIfAbsent(new Key(service, tenant), key -> new Plan()));
        } finally {
            lock.unlock();
        }
    }

    private Optional<Fault> next(Key key) {
        Plan plan = plans.get(key);
        return plan == null ? Optional.empty() : plan.next();
    }

    private record Key(Service service, String tenant) {}

    private static final class Plan {

        private final Queue<Limited> queue = new ArrayDeque<>();
        private @Nullable Fault standing;

        private Optional<Fault> next() {
            Limited first = queue.peek();
            if (first == null) {
                return Optional.ofNullable(standing);
            }
            first.left--;
            if (first.left == 0) {
                queue.remove();
            }
            return Optional.of(first.fault);
        }
    }

    private static final class Limited {

        private final Fault fault;
        private int left;

        private Limited(Fault fault, int left) {
            this.fault = fault;
            this.left = left;
        }
    }
}
