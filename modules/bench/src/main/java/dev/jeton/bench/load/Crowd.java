package dev.jeton.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers who ask one after the other, each on its own connection, until there is nothing left to ask. */
public final class Crowd implements AutoCloseable {

    private final List<Caller> callers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** What one caller does with its connection. */
    @FunctionalInterface
    public interface Visit<T> {
        T with(Caller caller) throws IOException;
    }

    /** So many, spread over {@code servers}, connected on return. */
    public static Crowd of(int size, List<URI> servers) throws IOException {
        Crowd crowd = new Crowd();
        for (int i = 0; i < size; i++) {
            crowd.callers.add(Caller.to(servers.get(i % servers.size())));
        }
        return crowd;
    }

    /**
     * Everybody's visit, all at once.
     *
     * @throws IOException if one of them failed: errors are cheap and would look fast
     */
    public <T> List<T> all(Visit<T> visit) throws IOException, InterruptedException {
        List<Callable<T>> work = new ArrayList<>();
        callers.forEach(caller -> work.add(() -> visit.with(caller)));
        List<T> results = new ArrayList<>();
        for (Future<T> each : threads.invokeAll(work)) {
            try {
                results.add(each.get());
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return results;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Caller caller : callers) {
            caller.close();
        }
    }
}
