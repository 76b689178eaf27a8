package dev.jeton.client.http;

import dev.jeton.client.http.DeadToken.Sign;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives the caller's handler every body but those of responses that may tell of a dead token: a handler that writes a
 * file must not do so twice.
 *
 * @param patience how long the beginning of such a body, or its end, is waited for
 */
record SortedBodies<T extends @Nullable Object>(BodyHandler<T> handler, DeadToken deadToken, Duration patience)
        implements BodyHandler<Received<T>> {

    @Override
    public BodySubscriber<Received<T>> apply(ResponseInfo head) {
        Sign sign = deadToken.inHead(head);
        return sign == Sign.NONE
                ? BodySubscribers.mapping(handler.apply(head), Received.Passed::new)
                : new HeldBody<>(head, patience);
    }
}
