package dev.jeton.client.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The body of one attempt, whose bytes are counted. A second attempt that brings nothing, or less than it announces, is
 * broken off: what a publisher has given away once it may not have any more, and an API must not take that for an empty body.
 */
final class CountedBody implements BodyPublisher {

    private static final String NOT_TWICE =
            "the token was replaced, but the body of the request could not be sent a second time; make it anew for"
                    + " each attempt with Bodies.repeatable, or give it to Bodies.once";

    private final BodyPublisher body;
    private final long atLeast;
    private final AtomicLong sent = new AtomicLong();

    private CountedBody(BodyPublisher body, long atLeast) {
        this.body = body;
        this.atLeast = atLeast;
    }

    static CountedBody first(BodyPublisher body) {
        return new CountedBody(body, 0);
    }

    /** @param before how much of it the attempt before has sent */
    static CountedBody again(BodyPublisher body, long before) {
        return new CountedBody(body, Math.max(body.contentLength(), Math.min(before, 1)));
    }

    /** How many bytes have left. */
    long sent() {
        return sent.get();
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        Counting counting = new Counting(subscriber);
        try {
            body.subscribe(counting);
        } catch (RuntimeException e) {
            counting.fail(e);
        }
    }

    /** There is nothing to ask for. */
    private enum Nothing implements Subscription {
        TO_COME;

        @Override
        public void request(long n) {
            // The failure has been told.
        }

        @Override
        public void cancel() {
            // Nothing is under way.
        }
    }

    private final class Counting implements Subscriber<ByteBuffer> {
        private final Subscriber<? super ByteBuffer> receiver;

        private boolean subscribed;

        private Counting(Subscriber<? super ByteBuffer> receiver) {
            this.receiver = receiver;
        }

        /** A publisher that throws where it should tell; the HTTP client alone would take that for a fault of its own. */
        private void fail(RuntimeException failure) {
            if (!subscribed) {
                onSubscribe(Nothing.TO_COME);
            }
            onError(failure);
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscribed = true;
            receiver.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            sent.addAndGet(bytes.remaining());
            receiver.onNext(bytes);
        }

        @Override
        public void onError(Throwable failure) {
            receiver.onError(atLeast > 0 ? new IOException(NOT_TWICE, failure) : failure);
        }

        @Override
        public void onComplete() {
            if (sent() < atLeast) {
                receiver.onError(new IOException(NOT_TWICE));
            } else {
                receiver.onComplete();
            }
        }
    }
}
