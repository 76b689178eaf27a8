package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.jeton.simulator.Service;
import dev.jeton.testkit.http.HttpAnswer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MalformedHttpTest {

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start();

    private static final RawHttp RAW = new RawHttp(BROKER.port());

    private static final String POST = "POST /api/v1/token HTTP/1.1\r\nHost: jeton\r\nConnection: close\r\n"
            + "Authorization: Bearer " + LocalBroker.SECRET + "\r\nContent-Type: application/json\r\n";

    /** What a smuggler hides behind the first request; it must never be taken for one. */
    private static final String SMUGGLED = "{\"tenantId\":\"acme\",\"type\":\"genesys\"}";

    static Stream<Arguments> ambiguous() {
        String chunks = "0\r\n\r\n" + POST + "Content-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED;
        return Stream.of(
                argumentSet("TE and CL", POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunks),
                argumentSet("CL and TE", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks),
                argumentSet("two lengths", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n" + chunks),
                argumentSet("a list of lengths", POST + "Content-Length: 5, 6\r\n\r\n" + chunks),
                argumentSet("a negative length", POST + "Content-Length: -5\r\n\r\n" + chunks),
                argumentSet("a hexadecimal length", POST + "Content-Length: 0x5\r\n\r\n" + chunks),
                argumentSet("an unknown encoding", POST + "Transfer-Encoding: gzip\r\n\r\n" + chunks),
                argumentSet("a folded encoding", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n" + chunks),
                argumentSet("chunked twice", POST + "Transfer-Encoding: chunked, chunked\r\n\r\n" + chunks),
                argumentSet("a space before the colon", POST + "Transfer-Encoding : chunked\r\n\r\n" + chunks));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    @DisplayName("89 a request whose length can be read in two ways is refused, and nothing behind it is run")
    void ambiguousLengthsAreRefused(String request) {
        HttpAnswer answer = RAW.send(request);

        assertProblem(answer, 400, "INVALID_REQUEST").notStored();
        assertThat(BROKER.simulator().ledger().count(Service.GENESYS)).isZero();
    }

    static Stream<Arguments> malformed() {
        String many =
                IntStream.range(0, 10_000).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining());
        return Stream.of(
                argumentSet("two hosts", 400, "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                argumentSet("no host", 400, "GET /health HTTP/1.1\r\n\r\n"),
                argumentSet("no request line", 400, "BAD\r\n\r\n"),
                argumentSet("a control character", 400, "GET /health%00 HTTP/1.1\r\nHost: a\r\n\r\n"),
                argumentSet("a byte beyond ASCII in the path", 400, "GET /\u00ff HTTP/1.1\r\nHost: a\r\n\r\n"),
                argumentSet("a header without a name", 400, "GET /health HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n"),
                argumentSet("a NUL in a header", 400, "GET /health HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
                argumentSet("a long header", 431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"),
                argumentSet("10 000 headers", 431, "GET / HTTP/1.1\r\nHost: a\r\n" + many + "\r\n"),
                argumentSet("a long address", 414, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                argumentSet("another version", 505, "GET /health HTTP/9.9\r\nHost: a\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @DisplayName("89 what is no decent HTTP is refused in the same words as all else")
    void malformedRequestsAreProblemDocuments(int status, String request) {
        assertProblem(RAW.send(request.replaceFirst("\r\n", "\r\nConnection: close\r\n")), status, "INVALID_REQUEST")
                .notStored();
    }

    @Test
    @DisplayName("89 the server goes on after all of that")
    void nothingIsHarmed() {
        assertThat(BROKER.get("/health").status()).isEqualTo(200);
    }
}
