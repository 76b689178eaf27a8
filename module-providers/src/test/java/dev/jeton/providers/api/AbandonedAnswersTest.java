package dev.jeton.providers.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.testkit.concurrent.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are closed unread, as soon as their head is there. */
final class AbandonedAnswersTest {

    private static final int ANSWERS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @AutoClose
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());

    @AutoClose
    private final ApiHttp http = new ApiHttp(PATIENCE);

    private final AtomicInteger open = new AtomicInteger();

    AbandonedAnswersTest() throws IOException {}

    /** A chunked answer that goes on until its reader is gone. */
    private void serve(byte[] piece) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(client, piece));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void answer(Socket client, byte[] piece) {
        try (client) {
            client.getOutputStream().write("HTTP/1.1 401 So\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
            client.getOutputStream().write(piece);
            // To its end only: whoever hangs up is noticed here.
            while (client.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // Reset: the reader is gone.
        } finally {
            open.decrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2\r\nno\r\n"})
    @DisplayName("an answer that is closed at once leaves no connection behind")
    void nothingIsLeft(String piece) throws Exception {
        Thread.ofVirtual().start(() -> serve(piece.getBytes(US_ASCII)));
        URI target = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
        ApiRequest request = new ApiRequest("GET", target, List.of(), new ApiBody.None());

        for (int i = 0; i < ANSWERS; i++) {
            try (ApiAnswer answer = http.send(request, AccessToken.bearer("c4nary-token"))) {
                assertThat(answer.status()).isEqualTo(401);
            }
        }

        Eventually.isTrue("all are closed", PATIENCE, () -> open.get() == 0);
        System.out.printf("%d checked, %d violated%n", ANSWERS, open.get());
    }
}
