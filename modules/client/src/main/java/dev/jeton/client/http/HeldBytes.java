package dev.jeton.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response that are held back until it is known who is to have them: the first {@value #LIMIT} are read,
 * the others wait at the server. They are either handed on, from the first one, or dropped; what is dropped is read to its
 * end where that is near, so that its connection can be used again, and broken off where it is not.
 */
final class HeldBytes implements Subscriber<List<ByteBuffer>> {

    static final int LIMIT = 64 * 1024;

    private final Duration patience;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<List<ByteBuffer>> chunks = new ArrayDeque<>();

    private @Nullable Subscription server;
    private @Nullable Subscriber<? super List<ByteBuffer>> receiver;
    private @Nullable Throwable failure;
    private boolean dropped;
    private boolean declined;
    private boolean asked;
    private boolean over;
    private boolean busy;
    private long wanted;
    private int received;

    /** @param patience how long the end of what nobody wants is waited for */
    HeldBytes(Duration patience) {
        this.patience = patience;
    }

    /** Complete when {@value #LIMIT} bytes are here, or all there are. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** A copy of what is here, {@value #LIMIT} bytes at most. */
    byte[] beginning() {
        return locked(() -> {
            ByteBuffer copy = ByteBuffer.allocate(Math.min(received, LIMIT));
            chunks.forEach(chunk -> chunk.forEach(bytes -> {
                int length = Math.min(bytes.remaining(), copy.remaining());
                copy.put(bytes.slice(bytes.position(), length));
            }));
            return copy.array();
        });
    }

    /** From now on all goes to {@code next}, as fast as it asks for it. */
    void handTo(Subscriber<? super List<ByteBuffer>> next) {
        next.onSubscribe(new Demand());
        // Not before: nothing may come ahead of the subscription.
        guarded(() -> receiver = declined ? null : next);
        advance();
    }

    /** Whoever has it gets no more of it, and is told so. */
    void abandon() {
        breakOff(new IOException("nobody waits for the rest of the body any more"));
        advance();
    }

    /** Nobody wants it. */
    void drop() {
        boolean far = locked(() -> {
            dropped = true;
            chunks.clear();
            return received >= LIMIT;
        });
        if (far) {
            breakOff(null);
            return;
        }
        advance();
        CompletableFuture<?> unused = ended.copy()
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((end, late) -> breakOff(null));
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        boolean tooLate = locked(() -> {
            server = subscription;
            return over;
        });
        if (tooLate) {
            subscription.cancel();
        }
        advance();
    }

    @Override
    public void onNext(List<ByteBuffer> chunk) {
        boolean far = locked(() -> {
            asked = false;
            if (receiver == null) {
                received +=
                        (int) chunk.stream().mapToLong(ByteBuffer::remaining).sum();
            }
            if (!dropped && !over) {
                chunks.add(receiver == null ? List.of(compact(chunk)) : chunk);
            }
            return received >= LIMIT;
        });
        if (far) {
            begun.complete(null);
        }
        if (far && dropped) {
            breakOff(null);
        }
        advance();
    }

    /** What is held may be held for long, and a small piece of a large buffer would keep all of it. */
    private static ByteBuffer compact(List<ByteBuffer> chunk) {
        ByteBuffer copy = ByteBuffer.allocate(
                chunk.stream().mapToInt(ByteBuffer::remaining).sum());
        chunk.forEach(bytes -> copy.put(bytes.duplicate()));
        return copy.flip().asReadOnlyBuffer();
    }

    @Override
    public void onError(Throwable why) {
        end(why);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable why) {
        guarded(() -> {
            failure = over ? failure : why;
            over = true;
        });
        begun.complete(null);
        ended.complete(null);
        advance();
    }

    /** Reads no further; the connection is closed. */
    private void breakOff(@Nullable Throwable why) {
        Subscription running = locked(() -> {
            Subscription open = over ? null : server;
            over = true;
            failure = why;
            chunks.clear();
            return open;
        });
        if (running != null) {
            running.cancel();
        }
    }

    /** Does what is to be done next until there is nothing; one thread at a time, the others leave it to that one. */
    private void advance() {
        boolean mine = locked(() -> {
            boolean free = !busy;
            busy = true;
            return free;
        });
        while (mine) {
            Runnable step = locked(this::nextStep);
            mine = step != null;
            if (step != null) {
                contained(step);
            }
        }
    }

    /** A receiver that throws is told so as it is by the JDK, and the connection does not wait for it. */
    private void contained(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            breakOff(e);
        }
    }

    private @Nullable Runnable nextStep() {
        Subscriber<? super List<ByteBuffer>> next = receiver;
        Subscription from = server;
        if (next != null && wanted > 0 && !chunks.isEmpty()) {
            wanted--;
            List<ByteBuffer> chunk = chunks.remove();
            return () -> next.onNext(chunk);
        }
        if (next != null && over && chunks.isEmpty()) {
            receiver = null;
            Throwable why = failure;
            return why == null ? next::onComplete : () -> next.onError(why);
        }
        if (from != null && !over && !asked && isHungry()) {
            asked = true;
            return () -> from.request(1);
        }
        busy = false;
        return null;
    }

    private boolean isHungry() {
        return receiver == null ? received < LIMIT : wanted > 0 && chunks.isEmpty();
    }

    private <R extends @Nullable Object> R locked(Supplier<R> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void guarded(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** What the receiver asks for. */
    private final class Demand implements Subscription {
        @Override
        public void request(long n) {
            if (n <= 0) {
                breakOff(new IllegalArgumentException("at least one has to be asked for"));
            } else {
                guarded(() -> wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n);
            }
            advance();
        }

        @Override
        public void cancel() {
            breakOff(null);
            guarded(() -> {
                declined = true;
                receiver = null;
            });
        }
    }
}
