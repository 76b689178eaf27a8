package dev.jeton.client.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.function.Supplier;

/** Asks for a new publisher whenever it is to be sent; its length is that of each, so it knows none itself. */
record RepeatableBody(Supplier<? extends BodyPublisher> body) implements BodyPublisher {

    BodyPublisher anew() {
        return body.get();
    }

    @Override
    public long contentLength() {
        return -1;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        anew().subscribe(subscriber);
    }
}
