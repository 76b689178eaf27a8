package dev.jeton.client.http;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of an API: one attempt, and a second one with another token where the first token was dead. */
final class ApiCall<T extends @Nullable Object> {

    /** How long the beginning of a body that may tell of a dead token is waited for, or its end where nobody wants it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CallRules rules;
    private final HttpRequest request;
    private final RequestBody body;
    private final BodyHandler<T> handler;
    private final TokenKey key;

    /** @throws IllegalArgumentException if the body of the request can perhaps be sent only once */
    ApiCall(CallRules rules, HttpRequest request, BodyHandler<T> handler, TokenKey key) {
        this.rules = rules;
        this.request = request;
        this.body = RequestBody.of(request);
        this.handler = handler;
        this.key = key;
    }

    /** The answer; waits for it on the calling thread. */
    HttpResponse<T> make() throws IOException, InterruptedException {
        AccessToken token = rules.source().getAuthToken(key);
        HttpResponse<Received<T>> first = attempt(token);
        return switch (first.body()) {
            case Received.Passed<T>(T whole) -> new AuthorizedResponse<>(request, first, whole);
            case HeldBody<T> held -> judged(first, held, token);
        };
    }

    private HttpResponse<T> judged(HttpResponse<Received<T>> first, HeldBody<T> held, AccessToken token)
            throws IOException, InterruptedException {
        try (held) {
            if (!held.tellsOf(rules.deadToken())) {
                return passed(first, held);
            }
            Optional<AccessToken> another = inPlaceOf(token);
            if (another.isEmpty()) {
                tell(new CallEvent.NotRepeated(key));
                return passed(first, held);
            }
            held.close();
            return again(another.get());
        }
    }

    private HttpResponse<T> again(AccessToken token) throws IOException, InterruptedException {
        HttpResponse<Received<T>> second = attempt(token);
        switch (second.body()) {
            case Received.Passed<T>(T whole) -> {
                tell(new CallEvent.Healed(key));
                return new AuthorizedResponse<>(request, second, whole);
            }
            case HeldBody<T> held -> {
                try (held) {
                    boolean dead = held.tellsOf(rules.deadToken());
                    if (dead) {
                        rules.aftermath().futile().note(api(), key);
                    }
                    tell(dead ? new CallEvent.RefusedAgain(key) : new CallEvent.Healed(key));
                    return passed(second, held);
                }
            }
        }
    }

    /** Another token for a second attempt; empty = there is none to be made. */
    private Optional<AccessToken> inPlaceOf(AccessToken refused) {
        if (rules.aftermath().futile().isRecent(api(), key)) {
            return Optional.empty();
        }
        if (!body.canBeSentAgain()) {
            replaceForOthers(refused);
            return Optional.empty();
        }
        AccessToken another = rules.source().getAnother(key, refused);
        return another.value().equals(refused.value()) ? Optional.empty() : Optional.of(another);
    }

    private void replaceForOthers(AccessToken refused) {
        try {
            AccessToken unused = rules.source().getAnother(key, refused);
        } catch (RuntimeException e) {
            // Those who come next meet it themselves; this caller is owed the answer of the API.
        }
    }

    private HttpResponse<Received<T>> attempt(AccessToken token) throws IOException, InterruptedException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(request, (name, value) -> true);
        body.next().ifPresent(next -> copy.method(request.method(), next));
        Duration timeout = request.timeout().orElse(rules.timeout());
        copy.timeout(timeout);
        copy.setHeader(AuthorizedHttpClient.AUTHORIZATION, token.type() + " " + token.value());
        return rules.http()
                .send(copy.build(), new SortedBodies<>(handler, rules.deadToken(), shorter(timeout, PATIENCE)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private HttpResponse<T> passed(HttpResponse<Received<T>> response, HeldBody<T> held)
            throws IOException, InterruptedException {
        return new AuthorizedResponse<>(request, response, held.handTo(handler));
    }

    private Origin api() {
        return Origin.of(request.uri());
    }

    private void tell(CallEvent event) {
        rules.aftermath().events().on(event);
    }
}
