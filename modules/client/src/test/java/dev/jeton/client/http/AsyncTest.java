package dev.jeton.client.http;

import static dev.jeton.client.http.StubApi.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.client.TokenSource;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.secret.Canaries;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls that nobody waits for on a thread, calls that are given up, and sources that fail. */
final class AsyncTest {

    private static final TokenKey ACME = TokenKey.of("genesys", "acme");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Canaries canaries = new Canaries();
    private final StubApi api = new StubApi();
    private final Gate gate = new Gate();
    private final List<Thread> fetching = new CopyOnWriteArrayList<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @AfterEach
    void close() {
        gate.open();
        api.close();
    }

    /** A source that waits at the gate for each token. */
    private final class SlowTokens extends ReplacedTokens {
        private SlowTokens() {
            super(canaries);
        }

        @Override
        public AccessToken getAuthToken(TokenKey key) {
            fetching.add(Thread.currentThread());
            try {
                gate.pass();
            } catch (InterruptedException e) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
            }
            return super.getAuthToken(key);
        }
    }

    private AuthorizedHttpClient client(TokenSource tokens) {
        return AuthorizedHttpClient.with(tokens).mayCall(api.url("/")).build();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(api.url()).build();
    }

    @Test
    @DisplayName("A-07 while tokens are fetched neither the caller waits nor a thread of the HTTP client")
    void nobodyWaits() {
        try (AuthorizedHttpClient client = client(new SlowTokens())) {
            List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                            () -> client.sendAsync(request(), BodyHandlers.ofString(), ACME))
                    .limit(100)
                    .toList();

            gate.awaitArrived(100);
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            assertThat(fetching).allMatch(Thread::isVirtual);
            gate.open();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        }
    }

    @Test
    @DisplayName("A-07 a call that is cancelled while its token is fetched never reaches the API")
    void cancelledEarly() {
        try (AuthorizedHttpClient client = client(new SlowTokens())) {
            CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request(), BodyHandlers.ofString(), ACME);
            gate.awaitArrived(1);

            assertThat(answer.cancel(true)).isTrue();

            Eventually.isTrue("the thread that fetches is told", PATIENCE, interrupted::get);
            Eventually.isTrue("it ends", PATIENCE, () -> !fetching.getFirst().isAlive());
            assertThat(api.seen()).isEmpty();
        }
    }

    @Test
    @DisplayName("A-07 cancelling a call ends its exchange, be it by a timeout of the future")
    void cancelledLate() {
        AtomicBoolean hungUp = new AtomicBoolean();
        api.otherwise(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[1_000]);
                }
            } catch (IOException e) {
                hungUp.set(true);
            }
        });
        try (AuthorizedHttpClient client = client(new ReplacedTokens(canaries))) {
            CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request(), BodyHandlers.discarding(), ACME);
            Eventually.isTrue("the API was asked", PATIENCE, () -> !api.seen().isEmpty());

            assertThat(answer.cancel(false)).isTrue();

            Eventually.isTrue("the connection is closed", PATIENCE, hungUp::get);
        }
    }

    @Test
    @DisplayName("A-07 where no other token can be had, the failure of the source is the caller's")
    void sourceFails() {
        api.otherwise(answer(401, "dead"));
        TokenSource failing = new ReplacedTokens(canaries) {
            @Override
            public AccessToken getAnother(TokenKey key, AccessToken rejected) {
                throw new TokenException.UpstreamTimeout("the broker did not answer in time");
            }
        };
        try (AuthorizedHttpClient client = client(failing)) {
            assertThatExceptionOfType(TokenException.UpstreamTimeout.class)
                    .isThrownBy(() -> client.send(request(), BodyHandlers.ofString(), ACME));
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> client.sendAsync(request(), BodyHandlers.ofString(), ACME)
                            .join())
                    .withCauseInstanceOf(TokenException.UpstreamTimeout.class);
        }
    }

    @Test
    @DisplayName("A-07 the timeout of the request holds for each attempt, and the client's where it has none")
    void timeouts() {
        api.next(answer(401, "dead"));
        api.otherwise(exchange -> {});
        try (AuthorizedHttpClient client = AuthorizedHttpClient.with(new ReplacedTokens(canaries))
                .mayCall(api.url("/"))
                .timeout(Duration.ofSeconds(4))
                .build()) {
            assertThatExceptionOfType(HttpTimeoutException.class)
                    .isThrownBy(() -> client.send(request(), BodyHandlers.ofString(), ACME));
        }
        assertThat(api.seen()).hasSize(2);
    }
}
