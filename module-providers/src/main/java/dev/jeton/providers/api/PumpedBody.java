package dev.jeton.providers.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read piece by piece by the thread that waits for the answer: no sooner than the connection takes the next
 * one, so that at most one piece is held. Not {@code BodyPublishers.ofInputStream}, which takes a stream that breaks off for one
 * that has ended, and would send half a body as a whole one.
 */
final class PumpedBody implements BodyPublisher {

    private static final int PIECE = 16 * 1024;

    private static final Subscription NOTHING = new Subscription() {
        @Override
        public void request(long pieces) {}

        @Override
        public void cancel() {}
    };

    private final long length;
    private final Semaphore wanted = new Semaphore(0);
    private volatile @Nullable Subscriber<? super ByteBuffer> connection;
    private volatile boolean cancelled;
    private long sent;

    /** @param length as announced; -1 = not */
    PumpedBody(long length) {
        this.length = length;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        if (connection != null) {
            // The client sends a GET again whose connection was closed unanswered; what was read is gone.
            subscriber.onSubscribe(NOTHING);
            subscriber.onError(new IOException("this body can be sent once"));
            return;
        }
        connection = subscriber;
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long pieces) {
                wanted.release((int) Math.min(pieces, PIECE));
            }

            @Override
            public void cancel() {
                cancelled = true;
                wake();
            }
        });
    }

    /** Has {@link #pump} look whether it is still needed. */
    void wake() {
        wanted.release();
    }

    /**
     * Sends all of {@code source}, unless there is no need to any more.
     *
     * @param isAnswered whether somebody has answered, or failed, before the end
     * @throws IOException if {@code source} breaks off; the connection knows it by then
     * @throws TimeoutException if nobody has taken a piece for {@code patience}
     */
    void pump(InputStream source, Duration patience, BooleanSupplier isAnswered)
            throws IOException, TimeoutException, InterruptedException {
        boolean more = true;
        while (more) {
            if (!wanted.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            Subscriber<? super ByteBuffer> taker = connection;
            if (cancelled || isAnswered.getAsBoolean() || taker == null) {
                return;
            }
            more = send(source, taker, isAnswered);
        }
    }

    /** @return whether there may be more */
    private boolean send(InputStream source, Subscriber<? super ByteBuffer> taker, BooleanSupplier isAnswered)
            throws IOException {
        // A new one each time: nobody tells when the connection is done with it.
        byte[] piece = new byte[PIECE];
        int read;
        try {
            read = source.read(piece);
        } catch (IOException e) {
            boolean answered = isAnswered.getAsBoolean();
            taker.onError(e);
            if (answered) {
                // The caller has waited for the answer before sending more, and it is here.
                return false;
            }
            throw e;
        }
        if (read >= 0) {
            sent += read;
            taker.onNext(ByteBuffer.wrap(piece, 0, read));
        }
        // Nobody asks for the end of what was announced.
        boolean ended = read < 0 || sent == length;
        if (ended) {
            taker.onComplete();
        }
        return !ended;
    }
}
