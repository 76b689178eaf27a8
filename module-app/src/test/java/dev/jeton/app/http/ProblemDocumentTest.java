package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.TokenException.LockTimeout;
import dev.jeton.api.TokenException.Overloaded;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.Durations;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ProblemDocumentTest {

    private static final String REQUEST = "{\"tenantId\":\"acme\",\"type\":\"genesys\"}";

    private static final AtomicReference<RuntimeException> FAILURE = new AtomicReference<>();

    @AutoClose
    private static final StubbedApi API = StubbedApi.answering(request -> {
        throw FAILURE.get();
    });

    private static HttpAnswer answerTo(RuntimeException failure) {
        FAILURE.set(failure);
        return API.probe().post("/api/v1/token", REQUEST);
    }

    private static Arguments row(String code, int status, Function<String, TokenException> failure) {
        return argumentSet(code, code, status, failure);
    }

    static Stream<Arguments> codes() {
        Duration wait = Duration.ofSeconds(7);
        return Stream.of(
                row("INVALID_REQUEST", 400, InvalidRequest::new),
                row("TENANT_NOT_FOUND", 404, TenantNotFound::new),
                row("CREDENTIALS_NOT_FOUND", 404, CredentialsNotFound::new),
                row("REAUTHORIZATION_REQUIRED", 409, ReauthorizationRequired::new),
                row("CREDENTIALS_REJECTED", 424, CredentialsRejected::new),
                row("RATE_LIMITED", 429, detail -> new RateLimited(detail, wait)),
                row("OAUTH_EXCHANGE_FAILED", 502, detail -> UpstreamFailed.passing(detail, null, null)),
                row("OAUTH_EXCHANGE_FAILED", 502, detail -> UpstreamFailed.nonsense(detail, null)),
                row("LOCK_ACQUISITION_FAILED", 503, detail -> new LockTimeout(detail, wait)),
                row("CACHE_UNAVAILABLE", 503, detail -> new CacheUnavailable(detail, null, wait)),
                row("STORE_UNAVAILABLE", 503, detail -> new StoreUnavailable(detail, null)),
                row("JWKS_FETCH_FAILED", 503, detail -> new KeySetUnavailable(detail, null, wait)),
                row("OVERLOADED", 503, detail -> new Overloaded(detail, wait)),
                row("OAUTH_TIMEOUT", 504, UpstreamTimeout::new));
    }

    @ParameterizedTest
    @MethodSource("codes")
    @DisplayName("every failure has its code and status, in a whole problem document")
    void failuresAreProblemDocuments(String code, int status, Function<String, TokenException> failure) {
        assertProblem(answerTo(failure.apply("what went wrong")), status, code)
                .repeating("what went wrong")
                .notStored();
    }

    @Test
    @DisplayName("titles are words for people")
    void titlesReadWell() {
        assertThat(LocalBroker.json(answerTo(UpstreamFailed.nonsense("why", null)))
                        .get("title")
                        .textValue())
                .isEqualTo("OAuth exchange failed");
    }

    @ParameterizedTest
    @CsvSource({"1ms, 1", "1s, 1", "1001ms, 2", "7s, 7", "10m, 600"})
    @DisplayName("B-18 Retry-After is in whole seconds, rounded up, in header and body alike")
    void pausesAreRoundedUp(String pause, long seconds) {
        Duration wait = Durations.parse(pause);

        assertProblem(answerTo(new RateLimited("slowly", wait)), 429, "RATE_LIMITED")
                .retryingAfter(seconds);
    }

    @Test
    @DisplayName("95 a defect of ours is told without its cause")
    void defectsTellNothing() {
        HttpAnswer answer = answerTo(new IllegalStateException("c4nary in a defect"));

        assertProblem(answer, 500, "INTERNAL_ERROR").notStored();
        assertThat(answer.text()).doesNotContain("c4nary", "IllegalState", "dev.jeton.app");
    }
}
