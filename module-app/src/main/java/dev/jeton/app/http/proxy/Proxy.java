package dev.jeton.app.http.proxy;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenService;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.http.proxy.Attempts.Attempt;
import dev.jeton.providers.api.ApiAnswer;
import dev.jeton.providers.api.ApiBases;
import dev.jeton.providers.api.ApiBody;
import dev.jeton.providers.api.ApiFailure;
import dev.jeton.providers.api.ApiHttp;
import dev.jeton.providers.api.DeadTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Calls the APIs of providers with the tokens of tenants, and once more where an API says that the token is dead. */
public final class Proxy {

    private final Attempts attempts;
    private final Duration timeout;
    private final ProxyEvents events;
    private final TimeSource time;
    private final Places places;
    private final CopyBudget copies = CopyBudget.ofThisProcess();
    private final InVain inVain;

    /** Where the APIs are, how they are called, and how often at a time. */
    public record Apis(ApiBases bases, ApiHttp http, int maxConcurrent) implements AutoCloseable {
        @Override
        public void close() {
            http.close();
        }
    }

    /** @param timeout of getting a token, and of reading a short body */
    public Proxy(TokenService tokens, Apis apis, Duration timeout, ProxyEvents events, TimeSource time) {
        this.attempts = new Attempts(tokens, apis, timeout, events, time);
        this.timeout = timeout;
        this.events = events;
        this.time = time;
        this.places = new Places(apis.maxConcurrent);
        this.inVain = new InVain(time);
    }

    /**
     * The API's answer, whatever its status.
     *
     * @throws TokenException if the call is not in order, or there is no token for it
     * @throws ApiFailure if the API does not answer
     * @throws IOException if the caller's body breaks off
     */
    public Passage open(ApiCall call) throws ApiFailure, IOException {
        call.target().check();
        try (Upload upload = Upload.of(call.request(), copies, Deadline.in(timeout, time))) {
            Runnable leave = places.take(call.key().provider());
            boolean open = false;
            try {
                Passage passage = new Passage(answer(call, upload), leave);
                open = true;
                return passage;
            } finally {
                if (!open) {
                    leave.run();
                }
            }
        }
    }

    private ApiAnswer answer(ApiCall call, Upload upload) throws ApiFailure, IOException {
        Attempt first = attempts.make(call, upload.body(), new Freshness.Cached());
        Optional<ApiBody> again;
        boolean kept = false;
        try {
            again = isRefused(call, first) ? once(call, first, upload) : Optional.empty();
            kept = again.isEmpty();
        } finally {
            if (!kept) {
                first.answer().close();
            }
        }
        return again.isEmpty() ? first.answer() : second(call, again.get(), first);
    }

    /** Whether the token is dead as far as the answer tells, and nothing tells that it is not. */
    private boolean isRefused(ApiCall call, Attempt attempt) throws ApiFailure {
        return DeadTokens.areToldBy(attempt.answer(), call.key().provider()) && !inVain.includes(attempt.used());
    }

    /** The body to try again with; empty = it cannot be, and those who come after are given another token. */
    private Optional<ApiBody> once(ApiCall call, Attempt refused, Upload upload) {
        attempts.lookAgain(call.key());
        Optional<ApiBody> again = upload.again();
        if (again.isEmpty() && inVain.mayGiveUp(call.key())) {
            attempts.giveUp(call.key(), refused.used());
        }
        return again;
    }

    private ApiAnswer second(ApiCall call, ApiBody body, Attempt refused) throws ApiFailure, IOException {
        events.repeated(call.key().provider());
        Attempt second = attempts.make(call, body, new Freshness.NotThis(refused.used()));
        boolean kept = false;
        try {
            if (DeadTokens.areToldBy(second.answer(), call.key().provider())) {
                inVain.note(second.used());
            }
            kept = true;
            return second.answer();
        } finally {
            if (!kept) {
                second.answer().close();
            }
        }
    }
}
