package dev.jeton.app.http.proxy;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.api.ApiAnswer;
import dev.jeton.providers.api.ApiBases;
import dev.jeton.providers.api.ApiBody;
import dev.jeton.providers.api.ApiFailure;
import dev.jeton.providers.api.ApiHttp;
import dev.jeton.providers.api.ApiRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Attempts at calls: a token, the place, the request. */
final class Attempts {

    private final TokenService tokens;
    private final ApiBases bases;
    private final ApiHttp http;
    private final Duration timeout;
    private final ProxyEvents events;
    private final TimeSource time;

    /** What came of one, and the token that it was made with. */
    record Attempt(ApiAnswer answer, Fingerprint used) {}

    Attempts(TokenService tokens, Proxy.Apis apis, Duration timeout, ProxyEvents events, TimeSource time) {
        this.tokens = tokens;
        this.bases = apis.bases();
        this.http = apis.http();
        this.timeout = timeout;
        this.events = events;
        this.time = time;
    }

    /**
     * Sends {@code call} with {@code body}.
     *
     * @throws TokenException if there is no such token, or it is not known where the API is
     */
    Attempt make(ApiCall call, ApiBody body, Freshness wanted) throws ApiFailure, IOException {
        TokenAnswer token =
                tokens.getToken(new TokenRequest(call.key(), wanted, Duration.ZERO, timeout, call.correlationId()));
        call.given().accept(token);
        // After the token: a tenant who has none is remembered there, and needs no second look.
        URI target = call.target()
                .below(bases.of(call.key()), call.request().getHttpURI().getQuery());
        ApiRequest request = new ApiRequest(call.request().getMethod(), target, ForwardedHeaders.of(call), body);
        return new Attempt(send(call, request, token), token.token().fingerprint());
    }

    private ApiAnswer send(ApiCall call, ApiRequest request, TokenAnswer token) throws ApiFailure, IOException {
        long began = time.nanos();
        try {
            ApiAnswer answer = http.send(request, token.token());
            events.answered(call.key().provider(), answer.status(), Duration.ofNanos(time.nanos() - began));
            return answer;
        } catch (ApiFailure e) {
            events.failed(call.key().provider());
            throw e;
        }
    }

    /** The tenant may have moved, and the token be good for another place. */
    void lookAgain(TokenKey key) {
        bases.lookAgain(key);
    }

    /** Has another token given to those who come after. */
    void giveUp(TokenKey key, Fingerprint token) {
        try {
            boolean unused = tokens.invalidate(key, token);
        } catch (CacheUnavailable e) {
            // They will find out by themselves; this caller gets the API's own answer.
        }
    }
}
