package dev.jeton.providers.api;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The body of an answer, as it comes. The connection gives the next piece when the one before was taken, so two are held at most. */
final class Pieces implements BodySubscriber<Pieces> {

    /** The client hands out the head and begins with the body at the same time; nobody closes what has not begun. */
    private static final Duration BEGINNING = Duration.ofMillis(250);

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private @Nullable Subscription connection;
    private boolean closed;
    private boolean ended;

    private sealed interface Arrival {
        record Some(List<ByteBuffer> piece) implements Arrival {}

        record End() implements Arrival {}

        record Broken(Throwable failure) implements Arrival {}
    }

    @Override
    public CompletionStage<Pieces> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription toConnection) {
        boolean wanted;
        synchronized (this) {
            connection = toConnection;
            wanted = !closed;
        }
        begun.countDown();
        if (wanted) {
            toConnection.request(1);
        } else {
            toConnection.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        arrived.add(new Arrival.Some(piece));
    }

    @Override
    public void onError(Throwable failure) {
        begun.countDown();
        arrived.add(new Arrival.Broken(failure));
    }

    @Override
    public void onComplete() {
        arrived.add(new Arrival.End());
    }

    /**
     * The next piece; empty = there are no more.
     *
     * @throws ApiFailure if it breaks off, or nothing comes for {@code patience}
     */
    List<ByteBuffer> next(Duration patience) throws ApiFailure {
        if (ended) {
            return List.of();
        }
        return switch (arrival(patience)) {
            case null -> {
                close();
                throw ApiFailure.silent("the API fell silent in the middle of its answer");
            }
            case Arrival.Some(List<ByteBuffer> piece) -> {
                askForMore();
                yield piece;
            }
            case Arrival.End() -> {
                ended = true;
                yield List.of();
            }
            case Arrival.Broken(Throwable failure) -> {
                ended = true;
                throw ApiFailure.broken("the API broke off in the middle of its answer", failure);
            }
        };
    }

    private @Nullable Arrival arrival(Duration patience) throws ApiFailure {
        try {
            return arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw ApiFailure.broken("interrupted while reading the answer of the API", e);
        }
    }

    private void askForMore() {
        Subscription from = subscription();
        if (from != null) {
            from.request(1);
        }
    }

    private synchronized @Nullable Subscription subscription() {
        return connection;
    }

    /** Wants no more; closes the connection unless the answer has come to its end. */
    void close() {
        if (ended) {
            return;
        }
        ended = true;
        awaitBeginning();
        Subscription from;
        synchronized (this) {
            closed = true;
            from = connection;
        }
        if (from != null) {
            from.cancel();
        }
    }

    private void awaitBeginning() {
        try {
            boolean unused = begun.await(BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
