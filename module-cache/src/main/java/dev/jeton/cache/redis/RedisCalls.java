package dev.jeton.cache.redis;

import dev.jeton.api.TokenException.CacheUnavailable;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Runs calls to Redis so that none outlasts the timeout, and tells whoever watches the server's health what they taught.
 *
 * <p>A socket timeout alone bounds one read, not one answer: a server that sends a byte now and then would hold a caller
 * for minutes. So each call runs on a virtual thread of its own; interrupting that closes its socket, and the client
 * throws the connection away.
 */
final class RedisCalls implements AutoCloseable {

    /** Longer than this nobody queues for a connection of ours; nearer deadlines are kept by whoever waits for the answer. */
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService pings = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("jeton-redis-ping").daemon().factory());
    private final Duration timeout;

    /** A server that is called, and learns from how its calls end. */
    interface Server {

        /** One for each call that may be under way at a time. */
        Semaphore places();

        /** One answer did not come in time: it may be gone, or this machine is busy. Only a ping can tell. */
        void slow();

        /** A connection failed: it is gone, or has closed what sat idle for too long. The next ping over a new one tells. */
        void broken();

        /** It lets nobody in. */
        void unusable(String reason);

        /** Whether it is worth while to ask at all. */
        boolean isKnownToBeGone();

        /** It is there but takes no writes: perhaps the primary is another one by now, and a new connection finds it. */
        void demoted();
    }

    RedisCalls(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * The answer of {@code call}, or the failure translated; a failure to reach the server is a suspicion.
     *
     * @param server who is called; asked again after a failure, for where the key is elsewhere by then nobody is to blame
     */
    <T> T learningFrom(String operation, Supplier<Server> server, Callable<T> call) {
        return learning(operation, server, () -> bounded(call));
    }

    /**
     * The same, on the calling thread where a connection is idle: to hand a short read over to another thread and back costs as much
     * as the read. Only for what sends a few bytes, over connections that keep to a {@link Patience}.
     */
    <T> T readingHere(String operation, Supplier<Server> server, Callable<T> call) {
        return learning(operation, server, () -> here(call));
    }

    /** Ends within the timeout. */
    @FunctionalInterface
    private interface Timely<T> {
        T answer() throws TimeoutException;
    }

    private <T> T learning(String operation, Supplier<Server> server, Timely<T> call) {
        Server asked = server.get();
        Semaphore places = takePlace(asked);
        try {
            return call.answer();
        } catch (TimeoutException e) {
            asked.slow();
            throw new CacheUnavailable("the shared cache did not answer in time", e, null);
        } catch (CacheUnavailable e) {
            // The caller was interrupted; that says nothing about the server.
            throw e;
        } catch (JedisDataException e) {
            throw refused(operation, server, asked, e);
        } catch (JedisClusterOperationException e) {
            // The call was sent on to others, of whom one failed.
            asked.slow();
            asked.demoted();
            throw unreachable(e);
        } catch (RuntimeException e) {
            suspect(server, asked, Server::broken);
            throw unreachable(e);
        } finally {
            places.release();
        }
    }

    private static CacheUnavailable unreachable(RuntimeException e) {
        return new CacheUnavailable("the shared cache cannot be reached", e, null);
    }

    /** Whoever has taken the place of {@code asked} meanwhile has not failed, but may be called before it is ready. */
    private static void suspect(Supplier<Server> server, Server asked, Consumer<Server> suspicion) {
        Server now = server.get();
        if (now.equals(asked)) {
            suspicion.accept(asked);
        } else {
            now.slow();
        }
    }

    /**
     * Queues while all connections are busy. That is waiting for ourselves and not for the server, so it has no part in the
     * timeout; but it is over at once when the server turns out to be gone.
     */
    private static Semaphore takePlace(Server server) {
        Semaphore places = server.places();
        if (places.tryAcquire()) {
            return places;
        }
        try {
            if (!places.tryAcquire(LONGEST_QUEUE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CacheUnavailable("too many calls to the shared cache are under way", null, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CacheUnavailable("interrupted while waiting for the shared cache", e, null);
        }
        if (server.isKnownToBeGone()) {
            places.release();
            throw new CacheUnavailable("the shared cache is known to be away", null, null);
        }
        return places;
    }

    /** Whether {@code call} answered with something. */
    boolean isPresent(String operation, Supplier<Server> server, Callable<@Nullable Object> call) {
        return learningFrom(operation, server, () -> call.call() != null);
    }

    private static RuntimeException refused(
            String operation, Supplier<Server> server, Server asked, JedisDataException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("WRONGTYPE")) {
            return new RedisDriver.WrongType();
        }
        if (Stream.of("NOAUTH", "WRONGPASS", "LOADING", "CLUSTERDOWN").anyMatch(message::startsWith)) {
            suspect(server, asked, refusing -> refusing.unusable(operation + " was refused"));
        } else if (message.contains("READONLY ") || message.startsWith("MOVED ") || message.startsWith("ASK ")) {
            // READONLY anywhere: version 6 puts a script's name and line before it.
            asked.demoted();
        }
        // Anything else (OOM, NOPERM, …) refuses this command and not the next one: a ping would say all is well.
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

    private <T> T here(Callable<T> call) throws TimeoutException {
        try {
            return Patience.of(timeout, call);
        } catch (Exception e) {
            if (Thread.currentThread().isInterrupted()) {
                // That has closed the connection; it says nothing about the server.
                throw new CacheUnavailable("interrupted while waiting for the shared cache", e, null);
            }
            if (isCausedBy(e, PatientSocket.NoneIdle.class)) {
                return bounded(call);
            }
            if (isCausedBy(e, SocketTimeoutException.class)) {
                throw new TimeoutException("no answer in time");
            }
            throw e instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("a Redis call failed in a way it never should", e);
        }
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }

    /** Runs {@code call} on a thread that does not take turns with the others; nobody can break it off. */
    <T> Future<T> aside(Callable<T> call) {
        return pings.submit(call);
    }

    /** The longest that a call may take. */
    Duration timeout() {
        return timeout;
    }

    @Override
    public void close() {
        pings.shutdownNow();
        threads.shutdownNow();
    }
}
