package dev.jeton.app.http.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.api.ApiAnswer;
import dev.jeton.providers.api.ApiBases;
import dev.jeton.providers.api.ApiBody;
import dev.jeton.providers.api.ApiFailure;
import dev.jeton.providers.api.ApiHttp;
import dev.jeton.providers.api.ApiRequest;
import dev.jeton.providers.api.DeadTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Calls the APIs of providers with the tokens of tenants, and once more where an API says that the token is dead. */
public final class Proxy {

    /** A 401 that a new token did not help against is about something else; this long nobody buys another one because of it. */
    private static final Duration IN_VAIN = Duration.ofSeconds(30);

    private static final long MOST_IN_VAIN = 100_000;

    private final TokenService tokens;
    private final Apis apis;
    private final Duration timeout;
    private final ProxyEvents events;
    private final TimeSource time;
    private final Places places;
    private final CopyBudget copies = CopyBudget.ofThisProcess();
    private final Cache<Fingerprint, Boolean> inVain;

    /** Where the APIs are, how they are called, and how often at a time. */
    public record Apis(ApiBases bases, ApiHttp http, int maxConcurrent) implements AutoCloseable {
        @Override
        public void close() {
            http.close();
        }
    }

    /** @param timeout of getting a token, and of finding out where a tenant's API is */
    public Proxy(TokenService tokens, Apis apis, Duration timeout, ProxyEvents events, TimeSource time) {
        this.tokens = tokens;
        this.apis = apis;
        this.timeout = timeout;
        this.events = events;
        this.time = time;
        this.places = new Places(apis.maxConcurrent);
        this.inVain = Caffeine.newBuilder()
                .maximumSize(MOST_IN_VAIN)
                .expireAfterWrite(IN_VAIN)
                .ticker(time::nanos)
                .build();
    }

    /**
     * The API's answer, whatever its status.
     *
     * @throws TokenException if the call is not in order, or there is no token for it
     * @throws ApiFailure if the API does not answer
     * @throws IOException if the caller's body breaks off
     */
    public Passage open(ApiCall call) throws ApiFailure, IOException {
        URI target = target(call);
        Runnable leave = places.take(call.key().provider());
        boolean open = false;
        try (Upload upload = Upload.of(call.request(), copies)) {
            ApiAnswer answer = answer(call, target, upload);
            open = true;
            return new Passage(answer, leave);
        } finally {
            if (!open) {
                leave.run();
            }
        }
    }

    private URI target(ApiCall call) {
        URI base = apis.bases.of(call.key(), call.correlationId(), Deadline.in(timeout, time));
        return call.target().below(base, call.request().getHttpURI().getQuery());
    }

    private ApiAnswer answer(ApiCall call, URI target, Upload upload) throws ApiFailure, IOException {
        TokenAnswer token = token(call, new Freshness.Cached());
        ApiAnswer first = send(call, target, upload.body(), token);
        Fingerprint used = token.token().fingerprint();
        if (!saysDead(first, call) || inVain.getIfPresent(used) != null) {
            return first;
        }
        // The tenant may have moved, and the token be good for another place.
        apis.bases.forget(call.key());
        Optional<ApiBody> again = upload.again();
        if (again.isEmpty()) {
            invalidate(call.key(), used);
            return first;
        }
        first.close();
        events.repeated(call.key().provider());
        return second(call, again.get(), used);
    }

    private ApiAnswer second(ApiCall call, ApiBody body, Fingerprint rejected) throws ApiFailure, IOException {
        TokenAnswer another = token(call, new Freshness.NotThis(rejected));
        ApiAnswer answer = send(call, target(call), body, another);
        if (saysDead(answer, call)) {
            inVain.put(another.token().fingerprint(), true);
        }
        return answer;
    }

    private TokenAnswer token(ApiCall call, Freshness freshness) {
        TokenAnswer token =
                tokens.getToken(new TokenRequest(call.key(), freshness, Duration.ZERO, timeout, call.correlationId()));
        call.given().accept(token);
        return token;
    }

    private ApiAnswer send(ApiCall call, URI target, ApiBody body, TokenAnswer token) throws ApiFailure, IOException {
        ApiRequest request = new ApiRequest(
                call.request().getMethod(),
                target,
                ForwardedHeaders.ofRequest(call.request().getHeaders()),
                body);
        long began = time.nanos();
        try {
            ApiAnswer answer = apis.http.send(request, token.token());
            events.answered(call.key().provider(), answer.status(), Duration.ofNanos(time.nanos() - began));
            return answer;
        } catch (ApiFailure e) {
            events.failed(call.key().provider());
            throw e;
        }
    }

    private static boolean saysDead(ApiAnswer answer, ApiCall call) throws ApiFailure {
        try {
            return DeadTokens.areToldBy(answer, call.key().provider());
        } catch (ApiFailure e) {
            answer.close();
            throw e;
        }
    }

    /** For those who come after. */
    private void invalidate(TokenKey key, Fingerprint dead) {
        try {
            boolean unused = tokens.invalidate(key, dead);
        } catch (CacheUnavailable e) {
            // They will find out by themselves; this caller gets the API's own answer.
        }
    }
}
