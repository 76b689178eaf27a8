package dev.jeton.cache.redis;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Runs calls to Redis so that none outlasts the timeout, and tells whoever watches the server's health what they taught.
 *
 * <p>A socket timeout alone bounds one read, not one answer: a server that sends a byte now and then would hold a caller
 * for minutes. So each call runs on a virtual thread of its own; interrupting that closes its socket, and the client
 * throws the connection away.
 */
final class RedisCalls implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration timeout;
    private final Lessons lessons;

    /** What a failed call teaches about the server. */
    interface Lessons {

        /** It may be gone, or lets nobody in. */
        void unusable(String reason);

        /** It is there but takes no writes: perhaps the primary is another one by now, and a new connection finds it. */
        void demoted();
    }

    RedisCalls(Duration timeout, Lessons lessons) {
        this.timeout = timeout;
        this.lessons = lessons;
    }

    /** The answer of {@code call}, or the failure translated; a failure to reach the server is a suspicion. */
    <T> T learningFrom(String operation, Callable<T> call) {
        try {
            return bounded(call);
        } catch (TimeoutException e) {
            lessons.unusable(operation + " took too long");
            throw new CacheUnavailable("the shared cache did not answer in time", e, null);
        } catch (CacheUnavailable e) {
            // The caller was interrupted; that says nothing about the server.
            throw e;
        } catch (JedisDataException e) {
            throw refused(operation, e);
        } catch (RuntimeException e) {
            lessons.unusable(operation + ": " + e.getClass().getSimpleName());
            throw new CacheUnavailable("the shared cache cannot be reached", e, null);
        }
    }

    /** Whether {@code call} answered with something. */
    boolean isPresent(String operation, Callable<@Nullable Object> call) {
        return learningFrom(operation, () -> call.call() != null);
    }

    private RuntimeException refused(String operation, JedisDataException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("WRONGTYPE")) {
            return new RedisDriver.WrongType();
        }
        if (Stream.of("NOAUTH", "WRONGPASS", "LOADING").anyMatch(message::startsWith)) {
            lessons.unusable(operation + " was refused");
        } else if (message.startsWith("READONLY")) {
            lessons.demoted();
        }
        // Anything else (OOM, NOPERM, ...) refuses this command and not the next one: a ping would say that all is
        // well.
        return new CacheUnavailable("the shared cache refuses to " + operation, e, null);
    }

    /** The answer of {@code call} within the timeout. */
    <T> T bounded(Callable<T> call) throws TimeoutException {
        Future<T> answer = threads.submit(call);
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a Redis call failed in a way it never should", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted while waiting for the shared cache", e, null);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
