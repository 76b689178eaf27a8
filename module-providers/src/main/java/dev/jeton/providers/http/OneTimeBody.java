package dev.jeton.providers.http;

import dev.jeton.api.time.Deadline;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A body that leaves this process once at most, and not after its deadline: the client asks for it when the connection
 * stands and the headers are out, which is the last moment to think better of it. Afterwards it tells whether it left.
 */
public final class OneTimeBody implements BodyPublisher {
    private final BodyPublisher bytes;
    private final Deadline sendBefore;
    private final AtomicReference<Whereabouts> whereabouts = new AtomicReference<>(Whereabouts.HERE);

    private enum Whereabouts {
        HERE,
        LEFT,
        WITHDRAWN
    }

    /** @param bytes wiped by whoever made them, after the exchange */
    public OneTimeBody(byte[] bytes, Deadline sendBefore) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
        this.sendBefore = sendBefore;
    }

    /** Whether the server may have seen it. */
    public boolean hasLeft() {
        return whereabouts.get() == Whereabouts.LEFT;
    }

    /**
     * Keeps it here from now on. An exchange that nobody waits for any more may still be about to send it: only who has
     * withdrawn it knows.
     *
     * @return whether the server will never see it; false = it has left already
     */
    public boolean withdraw() {
        whereabouts.compareAndSet(Whereabouts.HERE, Whereabouts.WITHDRAWN);
        return !hasLeft();
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (sendBefore.hasPassed() || !whereabouts.compareAndSet(Whereabouts.HERE, Whereabouts.LEFT)) {
            subscriber.onSubscribe(NothingToCome.INSTANCE);
            subscriber.onError(new IOException("the body is not sent, or not again"));
            return;
        }
        bytes.subscribe(subscriber);
    }

    private enum NothingToCome implements Flow.Subscription {
        INSTANCE;

        @Override
        public void request(long n) {
            // The error has been told.
        }

        @Override
        public void cancel() {
            // Nothing is under way.
        }
    }

    @Override
    public String toString() {
        return "OneTimeBody";
    }
}
