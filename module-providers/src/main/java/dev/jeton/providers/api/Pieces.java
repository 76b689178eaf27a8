package dev.jeton.providers.api;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The body of an answer, as it comes. The connection gives the next piece when the one before was taken, so two are held at most. */
final class Pieces implements BodySubscriber<Pieces> {

    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription connection;
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
        connection = toConnection;
        toConnection.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        arrived.add(new Arrival.Some(piece));
    }

    @Override
    public void onError(Throwable failure) {
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
        Subscription from = connection;
        if (from != null) {
            from.request(1);
        }
    }

    /** Wants no more; closes the connection unless the answer has come to its end. */
    void close() {
        ended = true;
        Subscription from = connection;
        if (from != null) {
            from.cancel();
        }
    }
}
