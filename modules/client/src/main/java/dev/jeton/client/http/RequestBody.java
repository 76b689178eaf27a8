package dev.jeton.client.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one request sends along, attempt by attempt. */
final class RequestBody {

    private final @Nullable BodyPublisher given;
    private @Nullable CountedBody latest;

    private RequestBody(@Nullable BodyPublisher given) {
        this.given = given;
    }

    /** @throws IllegalArgumentException if nobody can know whether the body can be sent twice */
    static RequestBody of(HttpRequest request) {
        BodyPublisher body = request.bodyPublisher().orElse(null);
        boolean toldAbout = body instanceof RepeatableBody || body instanceof OnceBody;
        if (body != null && !toldAbout && body.contentLength() < 0) {
            throw new IllegalArgumentException(
                    "the body of the request has no known length, so it may not be there a second"
                            + " time when the token has to be replaced; wrap it in Bodies.repeatable, which makes it anew for"
                            + " each attempt, or in Bodies.once, which returns the 401 instead");
        }
        return new RequestBody(body);
    }

    boolean canBeSentAgain() {
        return !(given instanceof OnceBody);
    }

    /** What the next attempt sends; empty = the request has no body. */
    Optional<BodyPublisher> next() {
        if (given == null) {
            return Optional.empty();
        }
        BodyPublisher body = given instanceof RepeatableBody repeatable ? repeatable.anew() : given;
        latest = latest == null ? CountedBody.first(body) : CountedBody.again(body, latest.sent());
        return Optional.of(latest);
    }
}
