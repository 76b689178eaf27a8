package dev.jeton.client.keep;

import dev.jeton.api.TokenKey;
import dev.jeton.api.time.Deadline;
import dev.jeton.client.BrokerException;
import dev.jeton.client.BrokerException.Said;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One search per key in this process: whoever comes while one is under way waits for it, and shares its failure too. Each has a
 * thread of its own, so a caller who hangs up fails nobody else.
 */
final class Flights<T> implements AutoCloseable {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("jeton-client-", 0).factory());
    private final ConcurrentMap<TokenKey, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    /**
     * What the search under way for {@code key} brings, or {@code search} where there is none.
     *
     * @throws BrokerException as the search does, or if it has not ended before {@code deadline}; it goes on
     */
    T join(TokenKey key, Deadline deadline, Supplier<T> search) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> flight = underWay.putIfAbsent(key, mine);
        if (flight != null) {
            return await(flight, deadline);
        }
        try {
            threads.execute(() -> land(key, mine, search));
        } catch (RejectedExecutionException e) {
            underWay.remove(key, mine);
            mine.completeExceptionally(failed(BrokerException.CLOSED, "the client is closed"));
        }
        return await(mine, deadline);
    }

    private void land(TokenKey key, CompletableFuture<T> flight, Supplier<T> search) {
        try {
            T found = search.get();
            // Left before it lands: whoever comes after the result is known finds it where it was kept.
            underWay.remove(key, flight);
            flight.complete(found);
        } catch (Throwable e) {
            // An Error as well: nobody may wait for a flight that has crashed.
            underWay.remove(key, flight);
            flight.completeExceptionally(e);
        }
    }

    private T await(CompletableFuture<T> flight, Deadline deadline) {
        try {
            return flight.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failed(BrokerException.TIMEOUT, "the broker does not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(BrokerException.INTERRUPTED, "interrupted while waiting for a token");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokerException failure) {
                throw failure;
            }
            throw new IllegalStateException("a search for a token failed in a way it never should", e.getCause());
        }
    }

    private static BrokerException failed(String code, String sentence) {
        return BrokerException.failed(code, 0, sentence, Said.nothing(""));
    }

    /** Interrupts what is under way; whoever waits for it learns that at once. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
