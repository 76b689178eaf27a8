package dev.jeton.cache.values;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.cache.ValueFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One search for a value and everybody who waits for it. */
final class Flight<T> {

    private final CompletableFuture<Optional<T>> result = new CompletableFuture<>();
    private final ValueFormat<T> format;
    private final long beganNanos;

    Flight(ValueFormat<T> format, long beganNanos) {
        this.format = format;
        this.beganNanos = beganNanos;
    }

    /** Whether {@code next}, who would begin otherwise, may wait for this one instead: it looks for the same, and is young. */
    boolean isFor(Flight<?> next, long longestNanos) {
        return format.equals(next.format) && next.beganNanos - beganNanos < longestNanos;
    }

    /** This flight, for whoever looks for values of the format that it was begun for. */
    @SuppressWarnings("unchecked")
    <S> Flight<S> as(ValueFormat<S> same) {
        return (Flight<S>) this;
    }

    /** Runs the search, then {@code leave}, then tells everybody. */
    void land(Supplier<Optional<T>> search, Runnable leave) {
        try {
            Optional<T> answer = search.get();
            leave.run();
            result.complete(answer);
        } catch (Throwable e) {
            // An Error as well: nobody may wait for a flight that has crashed.
            leave.run();
            result.completeExceptionally(e);
        }
    }

    /**
     * The result, the same for everybody who waits, or the failure.
     *
     * @throws StoreUnavailable if it is not there after {@code patience}; the flight goes on
     */
    Optional<T> await(Duration patience) {
        try {
            return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("the source of a cached value did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the source of a cached value", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("the source of a cached value failed oddly", e);
        };
    }
}
