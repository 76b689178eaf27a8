package dev.jeton.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
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
    private final Turns turns = new Turns(this::nextStep);
    private final Deque<List<ByteBuffer>> chunks = new ArrayDeque<>();

    private @Nullable Subscription server;
    private @Nullable Subscriber<? super List<ByteBuffer>> receiver;
    private @Nullable Throwable failure;
    private boolean unwanted;
    private boolean asked;
    private boolean over;
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
        byte[] all = turns.locked(
                () -> Chunk.copy(chunks.stream().flatMap(List::stream).toList()).array());
        return all.length > LIMIT ? Arrays.copyOf(all, LIMIT) : all;
    }

    /** From now on all goes to {@code next}, as fast as it asks for it. */
    void handTo(Subscriber<? super List<ByteBuffer>> next) {
        next.onSubscribe(new Demand());
        // Not before: nothing may come ahead of the subscription.
        turns.change(() -> receiver = unwanted ? null : next);
    }

    /** Whoever has it gets no more of it, and is told so. */
    void abandon() {
        breakOff(new IOException("nobody waits for the rest of the body any more"));
    }

    /** Nobody wants it. */
    void drop() {
        turns.change(() -> {
            unwanted = true;
            chunks.clear();
        });
        if (turns.locked(this::isFar)) {
            breakOff(null);
        } else {
            CompletableFuture<?> unused = ended.copy()
                    .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                    .whenComplete((end, late) -> breakOff(null));
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        turns.change(() -> server = subscription);
        if (turns.locked(() -> over)) {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> chunk) {
        turns.change(() -> accept(chunk));
        if (turns.locked(this::isFar)) {
            begun.complete(null);
            if (turns.locked(() -> unwanted)) {
                breakOff(null);
            }
        }
    }

    private void accept(List<ByteBuffer> chunk) {
        asked = false;
        boolean held = receiver == null;
        if (held) {
            received += Chunk.length(chunk);
        }
        if (!unwanted && !over) {
            chunks.add(held ? List.of(Chunk.copy(chunk)) : chunk);
        }
    }

    private boolean isFar() {
        return received >= LIMIT;
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
        turns.change(() -> {
            failure = over ? failure : why;
            over = true;
        });
        begun.complete(null);
        ended.complete(null);
    }

    /** Reads no further; the connection is closed. */
    private void breakOff(@Nullable Throwable why) {
        Subscription running = turns.locked(() -> over ? null : server);
        turns.change(() -> {
            over = true;
            failure = why;
            chunks.clear();
        });
        if (running != null) {
            running.cancel();
        }
    }

    private @Nullable Runnable nextStep() {
        Subscriber<? super List<ByteBuffer>> next = receiver;
        Subscription from = server;
        if (next != null && wanted > 0 && !chunks.isEmpty()) {
            wanted--;
            List<ByteBuffer> chunk = chunks.remove();
            return () -> give(next, chunk);
        }
        if (next != null && over && chunks.isEmpty()) {
            receiver = null;
            unwanted = true;
            Throwable why = failure;
            return why == null ? () -> complete(next) : () -> next.onError(why);
        }
        if (from != null && !over && !asked && isHungry()) {
            asked = true;
            return () -> from.request(1);
        }
        return null;
    }

    /** A receiver that throws fails as with the JDK alone, and the connection does not wait for it. */
    private void give(Subscriber<? super List<ByteBuffer>> next, List<ByteBuffer> chunk) {
        try {
            next.onNext(chunk);
        } catch (Throwable e) {
            // An Error as well: nobody may wait for a body of which nothing comes any more.
            breakOff(e);
        }
    }

    private static void complete(Subscriber<? super List<ByteBuffer>> next) {
        try {
            next.onComplete();
        } catch (Throwable e) {
            next.onError(e);
        }
    }

    private boolean isHungry() {
        return receiver == null ? !isFar() : wanted > 0 && chunks.isEmpty();
    }

    /** What the receiver asks for. */
    private final class Demand implements Subscription {
        @Override
        public void request(long n) {
            if (n <= 0) {
                breakOff(new IllegalArgumentException("at least one has to be asked for"));
            } else {
                turns.change(() -> wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n);
            }
        }

        @Override
        public void cancel() {
            turns.change(() -> {
                unwanted = true;
                receiver = null;
            });
            breakOff(null);
        }
    }
}
