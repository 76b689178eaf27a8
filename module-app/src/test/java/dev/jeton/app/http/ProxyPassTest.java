package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.http.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through the proxy, and what does not. */
final class ProxyPassTest {

    private static final String PATH = "/api/v1/proxy/genesys/acme/users/me";

    @AutoClose
    private static final WireApi API = WireApi.answering(200, "yes");

    @AutoClose
    private static final LocalBroker BROKER =
            LocalBroker.start(Map.of("GENESYS_API_URL", API.url(), "PROXY_MAX_CONCURRENT", "2"));

    /** One for whom silence is soon too long. */
    @AutoClose
    private static final LocalBroker HASTY =
            LocalBroker.start(Map.of("GENESYS_API_URL", API.url(), "PROXY_TIMEOUT", "400ms"));

    @BeforeEach
    void asAtFirst() {
        API.asked().clear();
        API.nowAnswers((asked, out) -> WireApi.answer(out, 200, "yes"));
    }

    private HttpAnswer raw(String method, String body, String... headers) {
        return raw(BROKER, method, body, headers);
    }

    private static HttpAnswer raw(LocalBroker broker, String method, String body, String... headers) {
        StringBuilder request =
                new StringBuilder(method + " " + PATH + " HTTP/1.1\r\nHost: jeton\r\nConnection: close\r\n");
        request.append("Authorization: Bearer ").append(LocalBroker.SECRET).append("\r\n");
        List.of(headers).forEach(header -> request.append(header).append("\r\n"));
        return new RawHttp(broker.port()).send(request + "\r\n" + body);
    }

    private WireApi.Asked asked() {
        return API.asked().getLast();
    }

    @Test
    @DisplayName("the token goes along; what proves who the caller is, what is about one connection and cookies do not")
    void requestHeaders() {
        HttpAnswer answer = raw(
                "GET",
                "",
                "X-Own: kept",
                "Accept: text/plain",
                "Cookie: session=c4nary-cookie",
                "Proxy-Authorization: Basic c4nary",
                "Connection: x-hop",
                "X-Hop: not for others",
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "X-Forwarded-For: 10.0.0.1",
                "X-Forwarded-Access-Token: c4nary-of-a-person",
                "X-Original-URL: /elsewhere");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(asked().token()).startsWith("c4nary").isNotEqualTo(LocalBroker.SECRET);
        assertThat(asked().header("x-own")).hasValue("kept");
        assertThat(asked().header("accept")).hasValue("text/plain");
        assertThat(asked().header("via")).hasValue("1.1 jeton");
        assertThat(String.join("\n", asked().headers()))
                .doesNotContain(
                        LocalBroker.SECRET,
                        "c4nary-cookie",
                        "Basic",
                        "x-hop",
                        "keep-alive",
                        "trailers",
                        "10.0.0.1",
                        "of-a-person",
                        "/elsewhere");
    }

    @Test
    @DisplayName("status, headers and body come back; what speaks of the connection or the provider's host does not")
    void answerHeaders() {
        API.nowAnswers((asked, out) -> WireApi.answer(
                out,
                418,
                "a body",
                "Content-Type: text/x-own",
                "X-Own: one",
                "X-Own: two",
                "Set-Cookie: session=c4nary-cookie",
                "Strict-Transport-Security: max-age=1",
                "Cache-Control: public, max-age=60",
                "X-Correlation-ID: theirs",
                "Connection: x-hop",
                "X-Hop: not for others"));

        HttpAnswer answer = raw("GET", "", "X-Correlation-ID: ours");

        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.body()).isEqualTo("a body");
        assertThat(answer.headers().get("X-Own")).containsExactly("one", "two");
        assertThat(answer.header("Content-Type")).hasValue("text/x-own");
        assertThat(answer.header("Via")).hasValue("1.1 jeton");
        assertThat(answer.headers().get("X-Correlation-ID")).containsExactly("ours");
        assertThat(answer.headers().get("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers()).doesNotContainKeys("Set-Cookie", "Strict-Transport-Security", "X-Hop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    @DisplayName("every method goes through, with a body of known length, in chunks, and without one")
    void methodsAndBodies(String method) {
        assertThat(raw(method, "").status()).isEqualTo(200);
        assertThat(asked().line()).isEqualTo(method + " /users/me HTTP/1.1");
        assertThat(asked().body()).isEmpty();

        raw(method, "hello", "Content-Length: 5", "Content-Type: text/plain");
        assertThat(asked().body()).isEqualTo("hello");
        assertThat(asked().header("content-type")).hasValue("text/plain");

        raw(method, "5\r\nhello\r\n6\r\n there\r\n0\r\n\r\n", "Transfer-Encoding: chunked");
        assertThat(asked().body()).isEqualTo("hello there");
        assertThat(asked().line()).startsWith(method);
    }

    @Test
    @DisplayName("HEAD has the length and no body; 204 and 304 have neither")
    void withoutBody() {
        API.nowAnswers((asked, out) -> out.write("HTTP/1.1 200 So\r\nContent-Length: 12345\r\n\r\n".getBytes(UTF_8)));
        HttpAnswer head = raw("HEAD", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).hasValue("12345");
        assertThat(head.body()).isEmpty();

        API.nowAnswers((asked, out) -> out.write("HTTP/1.1 204 So\r\n\r\n".getBytes(UTF_8)));
        assertThat(raw("DELETE", "").status()).isEqualTo(204);
        API.nowAnswers((asked, out) -> out.write("HTTP/1.1 304 So\r\nETag: \"x\"\r\n\r\n".getBytes(UTF_8)));
        assertThat(raw("GET", "").status()).isEqualTo(304);
    }

    @Test
    @DisplayName("a token is never shown: TRACE and CONNECT are no methods here")
    void noTrace() {
        HttpAnswer answer = raw("TRACE", "");

        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).hasValue("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        assertThat(raw("CONNECT", "").status()).isGreaterThanOrEqualTo(400);
        assertThat(raw("PROPFIND", "").status()).isEqualTo(405);
        assertThat(API.asked()).isEmpty();
    }

    @Test
    @DisplayName("57 68 a redirect is the caller's to follow, and a 429 keeps its Retry-After")
    void redirectsAndLimits() {
        API.nowAnswers((asked, out) -> WireApi.answer(out, 302, "", "Location: http://evil.example/x"));
        HttpAnswer redirect = raw("GET", "");
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.header("Location")).hasValue("http://evil.example/x");

        API.nowAnswers((asked, out) -> WireApi.answer(out, 429, "slowly", "Retry-After: 7"));
        HttpAnswer limited = raw("GET", "");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).hasValue("7");
        assertThat(API.asked()).hasSize(2);
    }

    @Test
    @DisplayName("60 an API that does not answer is told in time, whatever it was asked")
    void silent() {
        CountDownLatch over = new CountDownLatch(1);
        API.nowAnswers((asked, out) -> await(over));

        assertProblem(raw(HASTY, "GET", ""), 504, "PROVIDER_API_TIMEOUT");
        assertProblem(
                raw(HASTY, "POST", "5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
                504,
                "PROVIDER_API_TIMEOUT");
        over.countDown();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    @DisplayName("59 an API that cannot be reached, or breaks off before it answers, is a problem")
    void broken() {
        API.nowAnswers((asked, out) -> {
            throw new IOException("breaks off");
        });
        assertProblem(raw("POST", "hello", "Content-Length: 5"), 502, "PROVIDER_API_FAILED");
        API.nowAnswers((asked, out) -> out.write("nonsense\r\n\r\n".getBytes(UTF_8)));
        assertProblem(raw("POST", "hello", "Content-Length: 5"), 502, "PROVIDER_API_FAILED");
    }

    @Test
    @DisplayName("59 an API whose port is closed is a problem at once")
    void unreachable() {
        try (LocalBroker other = LocalBroker.start(Map.of("GENESYS_API_URL", "http://127.0.0.1:1"))) {
            assertProblem(other.get(PATH), 502, "PROVIDER_API_FAILED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    @DisplayName("59 60 an answer that breaks off, or falls silent, is broken off: nobody takes the half for the whole")
    void brokenInTheMiddle(String framing) {
        CountDownLatch over = new CountDownLatch(1);
        for (boolean silent : new boolean[] {false, true}) {
            API.nowAnswers((asked, out) -> half(out, framing, silent ? over : null));

            HttpAnswer answer = raw(HASTY, "GET", "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("half")
                    .doesNotEndWith("0\r\n\r\n")
                    .hasSizeLessThan(1000);
        }
        over.countDown();
    }

    private static void half(OutputStream out, String framing, @Nullable CountDownLatch silence) throws IOException {
        String body = framing.startsWith("T") ? "4\r\nhalf\r\n" : "half";
        out.write(("HTTP/1.1 200 So\r\n" + framing + "\r\n\r\n" + body).getBytes(UTF_8));
        out.flush();
        if (silence != null) {
            await(silence);
        }
        throw new IOException("breaks off");
    }

    @Test
    @DisplayName("73 one provider may have so many calls under way, and no more")
    void tooMany() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(2);
        API.nowAnswers((asked, out) -> {
            out.write("HTTP/1.1 200 So\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
            out.flush();
            both.countDown();
            await(over);
            throw new IOException("breaks off");
        });
        List<Thread> callers = List.of(
                Thread.ofVirtual().start(() -> raw("GET", "")),
                Thread.ofVirtual().start(() -> raw("GET", "")));
        both.await();

        try {
            HttpAnswer third = raw("GET", "");

            assertProblem(third, 503, "OVERLOADED");
            assertThat(third.header("Retry-After")).isPresent();
        } finally {
            over.countDown();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        API.nowAnswers((asked, out) -> WireApi.answer(out, 200, "yes"));
        assertThat(raw("GET", "").status()).as("the places were given back").isEqualTo(200);
    }

    @Test
    @DisplayName("89 what could be understood in two ways does not go on")
    void smuggling() {
        String smuggled = "0\r\n\r\nGET /api/v1/proxy/genesys/acme/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(raw("POST", smuggled, "Content-Length: " + smuggled.length(), "Transfer-Encoding: chunked")
                        .status())
                .isEqualTo(400);
        assertThat(raw("POST", "hello", "Content-Length: 5", "Content-Length: 6")
                        .status())
                .isEqualTo(400);
        assertThat(raw("POST", "hello", "Content-Length: +5").status()).isEqualTo(400);
        assertThat(raw("POST", "hello", "Transfer-Encoding: chunked, identity").status())
                .isGreaterThanOrEqualTo(400);
        assertThat(raw("POST", "hello", "Transfer-Encoding: xchunked").status()).isGreaterThanOrEqualTo(400);
        assertThat(raw("POST", "hello", "Content-Length : 5").status()).isEqualTo(400);
        assertThat(raw("GET", "", "Host: other").status()).isEqualTo(400);
        assertThat(raw("POST", "-1\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked")
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(API.asked()).noneMatch(asked -> asked.line().contains("smuggled"));
    }

    @Test
    @DisplayName("a chunked body that breaks off reaches the API as broken off, never as whole")
    void brokenUpload() {
        HttpAnswer answer = new RawHttp(BROKER.port()).converse(out -> {
            out.write(("POST " + PATH + " HTTP/1.1\r\nHost: jeton\r\nAuthorization: Bearer " + LocalBroker.SECRET
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
                    .getBytes(UTF_8));
            out.flush();
        });

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(API.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked",
                "Content-Length: 3\r\nContent-Length: 4",
                "Content-Length: -5",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity"
            })
    @DisplayName("89 an answer whose length could be understood in two ways is none")
    void answersOfTwoLengths(String framing) {
        API.nowAnswers((asked, out) -> out.write(("HTTP/1.1 200 So\r\n" + framing + "\r\n\r\nabcd").getBytes(UTF_8)));

        assertThat(raw("POST", "hello", "Content-Length: 5").status()).isEqualTo(502);
    }

    @Test
    @DisplayName("86 a header that would not arrive as it is, is refused")
    void headersBeyondAscii() {
        HttpAnswer answer = raw("GET", "", "X-Name: caf\u00e9");

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(API.asked()).isEmpty();
    }
}
