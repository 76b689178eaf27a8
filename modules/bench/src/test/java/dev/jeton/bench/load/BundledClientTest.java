package dev.jeton.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundledClientTest {

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final BundledClient client = new BundledClient(2);
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
            byte[] answer = "fine".getBytes(US_ASCII);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/no") ? 500 : 200, answer.length);
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
    void sendsEveryBodyInTurnAndCountsTheAnswers() throws Exception {
        Route route = Route.post("post", "/", "Bearer secret", List.of("{\"a\":1}", "{\"b\":2}"));
        assertThat(client.requestsPerSecond(url(), route, MOMENT)).isPositive();
        assertThat(heard).containsExactlyInAnyOrder("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void anAnswerOtherThan200IsNoFigure() {
        Route route = Route.get("broken", "/no");
        assertThatThrownBy(() -> client.requestsPerSecond(url(), route, MOMENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("500");
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
