package dev.jeton.client.http;

import static dev.jeton.client.http.StubApi.answer;
import static dev.jeton.client.http.StubApi.chunked;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.secret.Canaries;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of answers that may tell of a dead token: looked into, and handed on as if nobody had. */
final class HeldBodyTest {

    private static final TokenKey ACME = TokenKey.of("whatsapp", "acme");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DEAD = "{\"error\":{\"code\":190}}";

    private final StubApi api = new StubApi();
    private final ReplacedTokens tokens = new ReplacedTokens(new Canaries());
    private final AuthorizedHttpClient client = AuthorizedHttpClient.with(tokens)
            .mayCall(api.url("/"))
            .deadToken(DeadToken.META)
            .build();

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    private <T> HttpResponse<T> get(BodyHandler<T> handler) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(api.url()).build(), handler, ACME);
    }

    private static String text(int length) {
        return "{\"what\":\"0123456789\"}".repeat(length / 20 + 1).substring(0, length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 3_000_000})
    @DisplayName("A-07 a body that was looked into arrives whole and unchanged, whatever its length and its handler")
    void arrivesUnchanged(int length) throws Exception {
        String body = text(length);
        byte[] bytes = body.getBytes(ISO_8859_1);
        for (HttpHandler answer : new HttpHandler[] {answer(400, bytes), chunked(400, bytes, 7_001)}) {
            api.next(answer, answer, answer);

            assertThat(get(BodyHandlers.ofString(ISO_8859_1)).body()).isEqualTo(body);
            assertThat(get(BodyHandlers.ofByteArray()).body()).isEqualTo(bytes);
            try (InputStream stream = get(BodyHandlers.ofInputStream()).body()) {
                assertThat(stream.readAllBytes()).isEqualTo(bytes);
            }
        }
        assertThat(tokens.reports()).isZero();
    }

    @Test
    @DisplayName("A-07 what an API said to a dead token never reaches a handler that writes a file")
    void fileIsWrittenOnce(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("download");
        api.next(answer(400, DEAD), answer(200, "the file"));

        HttpResponse<Path> response =
                get(BodyHandlers.ofFile(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Files.readString(file)).isEqualTo("the file");
    }

    @Test
    @DisplayName("A-07 an error that stands behind 64 KiB of something else is none")
    void looksAtTheBeginningOnly() throws Exception {
        String body = " ".repeat(HeldBytes.LIMIT) + DEAD;
        api.next(answer(400, body));

        assertThat(get(BodyHandlers.ofString()).body()).isEqualTo(body);
        assertThat(tokens.reports()).isZero();
    }

    @Test
    @DisplayName("A-07 an endless 401 is broken off, and holds nobody up")
    void endlessRefusal() throws Exception {
        AtomicLong written = new AtomicLong();
        AtomicReference<IOException> ended = new AtomicReference<>();
        api.next(exchange -> {
            exchange.sendResponseHeaders(401, 0);
            try {
                while (written.addAndGet(1_000) < 1_000_000_000) {
                    exchange.getResponseBody().write(new byte[1_000]);
                }
            } catch (IOException e) {
                ended.set(e);
            }
        });

        assertThat(get(BodyHandlers.ofString()).body()).isEqualTo("fine");

        Eventually.isTrue("the API cannot write any more", PATIENCE, () -> ended.get() != null);
        System.out.println("an endless 401 was broken off after " + written + " bytes at the API");
        assertThat(written.get()).isLessThan(50_000_000);
    }

    @Test
    @DisplayName("A-07 a 401 whose body never comes holds nobody up")
    void silentRefusal() throws Exception {
        api.next(exchange -> {
            exchange.sendResponseHeaders(401, 1_000);
            exchange.getResponseBody().flush();
        });

        assertThat(get(BodyHandlers.ofString()).body()).isEqualTo("fine");
    }

    @Test
    @DisplayName("A-07 a second 401 that goes on for ever is the caller's, byte by byte")
    void streamOfSecondRefusal() throws Exception {
        HttpHandler endless = exchange -> {
            exchange.sendResponseHeaders(401, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[1_000]);
            }
        };
        api.next(endless, endless);

        HttpResponse<InputStream> response = get(BodyHandlers.ofInputStream());

        assertThat(response.statusCode()).isEqualTo(401);
        try (InputStream stream = response.body()) {
            assertThat(stream.readNBytes(1_000_000)).hasSize(1_000_000);
        }
        assertThat(get(BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "A-07 a body that does not come is not waited for long: what is here is handed on, and the rest when it comes")
    void trickle() throws Exception {
        Gate gate = new Gate();
        api.next(exchange -> {
            exchange.sendResponseHeaders(400, DEAD.length());
            exchange.getResponseBody().write(DEAD.substring(0, 10).getBytes(ISO_8859_1));
            exchange.getResponseBody().flush();
            gate.awaitArrived(1);
            exchange.getResponseBody().write(DEAD.substring(10).getBytes(ISO_8859_1));
            exchange.close();
        });
        HttpRequest request =
                HttpRequest.newBuilder(api.url()).timeout(Duration.ofSeconds(2)).build();

        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream(), ACME);

        try (InputStream stream = response.body()) {
            assertThat(new String(stream.readNBytes(10), ISO_8859_1)).isEqualTo(DEAD.substring(0, 10));
            gate.open();
            gate.pass();
            assertThat(new String(stream.readAllBytes(), ISO_8859_1)).isEqualTo(DEAD.substring(10));
        }
        assertThat(tokens.reports()).isZero();
    }

    @Test
    @DisplayName("A-07 a body that breaks off while it is handed on fails as it would without this client")
    void breaksOff() {
        api.next(exchange -> {
            exchange.sendResponseHeaders(400, 200_000);
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.getResponseBody().flush();
            throw new IOException("the API hangs up");
        });

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(BodyHandlers.ofString()));
    }

    @Test
    @Timeout(60)
    @DisplayName("A-07 a receiver that fails half way, be it with an Error, is heard, and nobody waits for the rest")
    void receiverFails() throws Exception {
        Thread caller = Thread.currentThread();
        FailsHalfWay receiver = new FailsHalfWay();
        api.next(exchange -> {
            exchange.sendResponseHeaders(400, 300_000);
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.getResponseBody().flush();
            // The rest meets it on a thread of the HTTP client, while the caller waits.
            Eventually.isTrue(
                    "the caller waits",
                    PATIENCE,
                    () -> receiver.received.get() == 100_000 && caller.getState() == Thread.State.WAITING);
            exchange.getResponseBody().write(new byte[200_000]);
            exchange.close();
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> get(head -> receiver))
                .withMessage("no room for more");

        assertThat(get(BodyHandlers.ofString()).body()).isEqualTo("fine");
    }

    @Test
    @Timeout(60)
    @DisplayName("A-07 a receiver that fails at the end is heard")
    void receiverFailsAtTheEnd() {
        api.next(answer(400, text(100_000)));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> get(head -> new FailsHalfWay()))
                .withMessage("nothing to do at the end");
    }

    /** Has enough at 100 KB. */
    private static class FailsHalfWay implements BodySubscriber<String> {
        private final AtomicLong received = new AtomicLong();
        private final CompletableFuture<String> body = new CompletableFuture<>();

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> chunk) {
            long length = chunk.stream().mapToLong(ByteBuffer::remaining).sum();
            if (received.addAndGet(length) > 100_000) {
                throw new AssertionError("no room for more");
            }
        }

        @Override
        public void onError(Throwable why) {
            body.completeExceptionally(why);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("nothing to do at the end");
        }

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("A-07 a receiver that refuses its subscription is heard, and the connection is not left behind")
    void receiverRefuses() throws Exception {
        BodySubscriber<String> refusing = new FailsHalfWay() {
            @Override
            public void onSubscribe(Subscription subscription) {
                throw new IllegalStateException("no room at all");
            }
        };
        api.next(answer(400, text(3_000_000)));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> get(head -> refusing));

        assertThat(get(BodyHandlers.ofString()).body()).isEqualTo("fine");
    }

    @Test
    @DisplayName("A-07 a handler that throws is heard, and the connection is not left behind")
    void handlerThrows() throws Exception {
        api.next(answer(400, text(3_000_000)));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> get(head -> {
                    throw new IllegalStateException("no handler for this");
                }));

        assertThat(get(BodyHandlers.ofString()).body()).isEqualTo("fine");
    }
}
