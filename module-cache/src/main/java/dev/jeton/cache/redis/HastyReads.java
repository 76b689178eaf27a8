package dev.jeton.cache.redis;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs short reads on the thread of whoever asks, over connections that are idle and keep to a {@link Patience}. */
final class HastyReads {

    private final Duration timeout;

    HastyReads(Duration timeout) {
        this.timeout = timeout;
    }

    /** Ends within the timeout. */
    @FunctionalInterface
    interface Timely<T> {
        T answer() throws TimeoutException;
    }

    /** The answer of {@code call}, or of {@code otherwise} where a connection would have to be made first. */
    <T> T answer(Callable<T> call, Timely<T> otherwise) throws TimeoutException {
        if (Thread.currentThread().isInterrupted()) {
            // A read would close the connection, and lose it for the others.
            throw interrupted(null);
        }
        try {
            return Patience.of(timeout, call);
        } catch (Exception e) {
            if (Thread.currentThread().isInterrupted() || isCausedBy(e, InterruptedException.class)) {
                // That has closed the connection, or came while one was waited for; it says nothing about the server.
                throw interrupted(e);
            }
            if (isCausedBy(e, PatientSocket.NoneIdle.class)) {
                return otherwise.answer();
            }
            throw translated(e);
        }
    }

    private static CacheUnavailable interrupted(@Nullable Exception cause) {
        Thread.currentThread().interrupt();
        return new CacheUnavailable("interrupted while waiting for the shared cache", cause, null);
    }

    private static RuntimeException translated(Exception failure) throws TimeoutException {
        if (isCausedBy(failure, SocketTimeoutException.class)) {
            throw new TimeoutException("no answer in time");
        }
        return failure instanceof RuntimeException known
                ? known
                : new IllegalStateException("a Redis call failed in a way it never should", failure);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }
}
