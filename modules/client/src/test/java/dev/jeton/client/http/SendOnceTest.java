package dev.jeton.client.http;

import static dev.jeton.client.http.StubApi.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.secret.Canaries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that cannot be sent twice, or perhaps cannot. */
final class SendOnceTest {

    private static final TokenKey ACME = TokenKey.of("genesys", "acme");
    private static final String BODY = "a body";

    private final StubApi api = new StubApi();
    private final ReplacedTokens tokens = new ReplacedTokens(new Canaries());
    private final AuthorizedHttpClient client =
            AuthorizedHttpClient.with(tokens).mayCall(api.url("/")).build();

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    private HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.url())
                .timeout(Duration.ofSeconds(20))
                .POST(body)
                .build();
        return client.send(request, BodyHandlers.ofString(), ACME);
    }

    private static BodyPublisher stream() {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BODY.getBytes(UTF_8)));
    }

    @Test
    @DisplayName("A-07 a body of unknown length is refused before anything is asked or sent, and the way out is named")
    void unknownLength() {
        for (BodyPublisher body : List.of(
                stream(),
                BodyPublishers.ofByteArrays(List.of(BODY.getBytes(UTF_8))),
                BodyPublishers.fromPublisher(BodyPublishers.ofString(BODY)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> post(body))
                    .withMessageContainingAll("Bodies.repeatable", "Bodies.once");
        }

        assertThat(api.seen()).isEmpty();
        assertThat(tokens.asked()).isZero();
    }

    @Test
    @DisplayName(
            "A-07 a body that is there once is sent once; the 401 comes back and the next request has another token")
    void once() throws Exception {
        api.next(answer(401, "dead"));

        HttpResponse<String> refused = post(Bodies.once(stream()));
        HttpResponse<String> next = post(Bodies.once(stream()));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("dead");
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(api.seen()).hasSize(2).extracting(StubApi.Seen::body).containsOnly(BODY);
        assertThat(api.seen().getLast().authorization())
                .isEqualTo("Bearer " + tokens.current().value());
        assertThat(tokens.issued()).hasSize(2);
    }

    @Test
    @DisplayName("A-07 the 401 to a body that is there once comes back even where no other token can be had")
    void onceWithoutAnother() throws Exception {
        api.next(answer(401, "dead"));
        ReplacedTokens failing = new ReplacedTokens(new Canaries()) {
            @Override
            public AccessToken getAnother(TokenKey key, AccessToken rejected) {
                throw new IllegalStateException("the broker is away");
            }
        };
        HttpRequest request =
                HttpRequest.newBuilder(api.url()).POST(Bodies.once(stream())).build();

        try (AuthorizedHttpClient one = AuthorizedHttpClient.with(failing)
                .mayCall(api.url("/"))
                .events(event -> {
                    throw new IllegalStateException("a broken metric");
                })
                .build()) {
            assertThat(one.send(request, BodyHandlers.ofString(), ACME).body()).isEqualTo("dead");
        }
    }

    @Test
    @DisplayName("A-07 a repeatable body is made once for each attempt")
    void repeatable() throws Exception {
        AtomicInteger made = new AtomicInteger();
        api.next(answer(401, "dead"));

        HttpResponse<String> healed =
                post(Bodies.repeatable(() -> BodyPublishers.ofString(BODY + made.incrementAndGet())));

        assertThat(healed.statusCode()).isEqualTo(200);
        assertThat(api.seen()).extracting(StubApi.Seen::body).containsExactly(BODY + 1, BODY + 2);
    }

    /** What a publisher does when it is subscribed to a second time. */
    enum SecondTime {
        NOTHING_TO_SEND {
            @Override
            void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                subscriber.onSubscribe(new Idle());
                subscriber.onComplete();
            }
        },
        FAILS {
            @Override
            void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                subscriber.onSubscribe(new Idle());
                subscriber.onError(new IllegalStateException("only once"));
            }
        },
        THROWS {
            @Override
            void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                throw new IllegalStateException("only once");
            }
        },
        STOPS_SHORT {
            @Override
            void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                BodyPublishers.ofString(BODY.substring(1)).subscribe(subscriber);
            }
        };

        abstract void subscribe(Subscriber<? super ByteBuffer> subscriber);

        private static final class Idle implements Subscription {
            @Override
            public void request(long n) {
                // There is nothing.
            }

            @Override
            public void cancel() {
                // Nothing is under way.
            }
        }
    }

    private record Deceptive(SecondTime secondTime, boolean knowsLength, AtomicInteger subscribed)
            implements BodyPublisher {
        @Override
        public long contentLength() {
            return knowsLength ? BODY.length() : -1;
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            if (subscribed.getAndIncrement() == 0) {
                BodyPublishers.ofString(BODY).subscribe(subscriber);
            } else {
                secondTime.subscribe(subscriber);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A-07 a body that is not there again in spite of its length fails the second attempt clearly")
    void deceptiveLength(SecondTime secondTime) {
        fails(new Deceptive(secondTime, true, new AtomicInteger()));
    }

    @ParameterizedTest
    @EnumSource(names = "STOPS_SHORT", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("A-07 a body that is not there again in spite of its owner's word fails the second attempt clearly")
    void deceptiveSupplier(SecondTime secondTime) {
        Deceptive body = new Deceptive(secondTime, false, new AtomicInteger());

        fails(Bodies.repeatable(() -> body));
    }

    private void fails(BodyPublisher body) {
        api.next(answer(401, "dead"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> post(body))
                .withMessageContainingAll("a second time", "Bodies.repeatable");

        assertThat(api.seen()).extracting(StubApi.Seen::body).containsExactly(BODY);
    }
}
