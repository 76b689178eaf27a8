package dev.jeton.providers.http;

import dev.jeton.api.time.Deadline;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that leaves this process once at most, and not after its deadline: the client asks for it when the connection
 * stands and the headers are out, which is the last moment to think better of it. Afterwards it tells whether it left.
 */
public final class OneTimeBody implements BodyPublisher {
    private final BodyPublisher bytes;
    private final Deadline sendBefore;
    private final AtomicBoolean left = new AtomicBoolean();

    /** @param bytes wiped by whoever made them, after the exchange */
    public OneTimeBody(byte[] bytes, Deadline sendBefore) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
        this.sendBefore = sendBefore;
    }

    /** Whether the server may have seen it. */
    public boolean hasLeft() {
        return left.get();
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (sendBefore.hasPassed() || !left.compareAndSet(false, true)) {
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
