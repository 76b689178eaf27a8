package dev.jeton.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final String TOKEN =
            "{\"accessToken\":\"" + "x".repeat(3_000) + "\",\"source\":\"cache\",\"fingerprint\":\"0123456789abcdef\"}";

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = new String(exchange.getRequestBody().readAllBytes(), US_ASCII).contains("acme");
            byte[] answer = (known ? TOKEN : "{}").getBytes(US_ASCII);
            exchange.sendResponseHeaders(known ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneConnectionServesOneQuestionAfterTheOther() throws Exception {
        try (Crowd crowd = Crowd.of(2, List.of(url()))) {
            Route route = Route.token("secret", "acme", "genesys");
            List<String> sources = crowd.all(caller -> {
                String unused = caller.ask(route);
                return new TokenText(caller.ask(route)).source();
            });
            assertThat(sources).containsExactly("cache", "cache");
        }
    }

    @Test
    void anAnswerOtherThan200IsAFailureForAll() throws Exception {
        try (Crowd crowd = Crowd.of(2, List.of(url()))) {
            Route route = Route.token("secret", "nobody", "genesys");
            assertThatThrownBy(() -> crowd.all(caller -> caller.ask(route)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("404");
        }
    }

    @Test
    void zipfDrawsTheFirstMostAndEveryNowAndThenTheLast() {
        Zipf zipf = new Zipf(10);
        SplittableRandom random = new SplittableRandom(7);
        int[] drawn = new int[10];
        for (int i = 0; i < 10_000; i++) {
            drawn[zipf.draw(random)]++;
        }
        assertThat(drawn[0]).isBetween(3_000, 3_800);
        assertThat(drawn[9]).isBetween(200, 500);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
