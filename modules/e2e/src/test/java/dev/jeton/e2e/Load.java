package dev.jeton.e2e;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A few callers who ask for the token of one tenant again and again until they are told to stop. */
final class Load implements AutoCloseable {

    private static final int CALLERS = 8;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private Load() {}

    static Load on(Broker broker, String tenant) {
        Load load = new Load();
        for (int i = 0; i < CALLERS; i++) {
            load.callers.execute(() -> load.ask(broker, tenant));
        }
        return load;
    }

    private void ask(Broker broker, String tenant) {
        while (!over) {
            long started = System.nanoTime();
            HttpAnswer answer = broker.token(tenant);
            slowestNanos.accumulateAndGet(System.nanoTime() - started, Math::max);
            if (answer.status() != 200) {
                failures.add(answer.text());
            }
            answers.incrementAndGet();
        }
    }

    /** Waits for {@code more} answers than there are now. */
    void awaitAnswers(int more) {
        int enough = answers.get() + more;
        Eventually.isTrue(more + " more answers", Broker.PATIENCE, () -> answers.get() >= enough);
    }

    Duration slowest() {
        return Duration.ofNanos(slowestNanos.get());
    }

    /** The answers that were no tokens. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        over = true;
        callers.close();
    }
}
