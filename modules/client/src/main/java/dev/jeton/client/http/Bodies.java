package dev.jeton.client.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.util.function.Supplier;

/**
 * Bodies of requests whose length is not known beforehand, with a word on whether they can be sent twice, as a request
 * is whose token turns out to be dead. Those of a known length that the JDK makes, of a string, an array or a file, can,
 * and need no word.
 */
public final class Bodies {

    private Bodies() {}

    /**
     * A body that can be made anew for each attempt.
     *
     * @param body called once for each attempt; each time a publisher that nobody has subscribed to
     */
    public static BodyPublisher repeatable(Supplier<? extends BodyPublisher> body) {
        return new RepeatableBody(body);
    }

    /** A body that there is just once. Where its token is dead the 401 is returned, and the next requests have another token. */
    public static BodyPublisher once(BodyPublisher body) {
        return new OnceBody(body);
    }
}
