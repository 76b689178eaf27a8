package dev.jeton.client.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response that may tell of a dead token, unread but for its beginning. Closed without having been handed
 * on, it is dropped.
 */
final class HeldBody<T extends @Nullable Object> implements BodySubscriber<Received<T>>, Received<T>, AutoCloseable {

    private final ResponseInfo head;
    private final Duration patience;
    private final HeldBytes bytes;
    private boolean handedOn;

    HeldBody(ResponseInfo head, Duration patience) {
        this.head = head;
        this.patience = patience;
        this.bytes = new HeldBytes(patience);
    }

    /** Whether the token is dead; waits for the beginning of the body only where that has to be read. */
    boolean tellsOf(DeadToken deadToken) throws InterruptedException {
        return switch (deadToken.inHead(head)) {
            case NONE -> false;
            case CERTAIN -> true;
            case IN_BODY -> {
                awaitBeginning();
                yield deadToken.inBody(head, bytes.beginning());
            }
        };
    }

    private void awaitBeginning() throws InterruptedException {
        try {
            Void unused = bytes.begun().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // What is here has to do: the caller may know what to make of a body that trickles.
        } catch (ExecutionException e) {
            throw new IllegalStateException("it never fails", e);
        }
    }

    /**
     * What {@code handler} makes of it.
     *
     * @throws IOException what it fails with, or the connection does
     */
    T handTo(BodyHandler<T> handler) throws IOException, InterruptedException {
        BodySubscriber<T> receiver = handler.apply(head);
        bytes.handTo(receiver);
        handedOn = true;
        try {
            return receiver.getBody().toCompletableFuture().get();
        } catch (InterruptedException e) {
            bytes.abandon();
            throw e;
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static IOException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            case null, default ->
                new IOException(e.getCause() == null ? null : e.getCause().getMessage(), e.getCause());
        };
    }

    @Override
    public void close() {
        if (!handedOn) {
            bytes.drop();
        }
    }

    /** At once: who asked decides what becomes of the rest. */
    @Override
    public CompletionStage<Received<T>> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        bytes.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> chunk) {
        bytes.onNext(chunk);
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
