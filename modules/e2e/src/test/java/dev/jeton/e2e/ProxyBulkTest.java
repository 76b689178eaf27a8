package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.concurrent.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are longer than the memory of the broker, and callers who take their time. */
final class ProxyBulkTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final long GIGABYTE = 1_000_000_000;
    private static final int PIECE = 64 * 1024;
    private static final int SLOW_READERS = 60;

    private static BulkApi api;
    private static Broker broker;

    /** One carrier thread, so that any virtual thread that held it would be seen by all others. */
    @BeforeAll
    static void start() {
        api = new BulkApi();
        SCENE.genesys("bulk");
        List<String> command = new ArrayList<>(Product.jar("serve"));
        command.addAll(
                1,
                List.of(
                        "-Xmx128m",
                        "-Djdk.virtualThreadScheduler.parallelism=1",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=1"));
        broker = SCENE.broker(
                command, Map.of("GENESYS_API_URL", api.url(), "PROXY_MAX_CONCURRENT", Integer.toString(SLOW_READERS)));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Socket asked(String method, String path, String... headers) throws IOException {
        Socket socket = new Socket(broker.url().getHost(), broker.url().getPort());
        StringBuilder head = new StringBuilder(method + " /api/v1/proxy/genesys/bulk" + path + " HTTP/1.1\r\n");
        head.append("Host: jeton\r\nConnection: close\r\nAuthorization: Bearer ")
                .append(SCENE.serviceSecret());
        List.of(headers).forEach(header -> head.append("\r\n").append(header));
        socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    @DisplayName("61 a gigabyte comes down through a process with 128 MB")
    void down() throws IOException {
        try (Socket socket = asked("GET", "/" + GIGABYTE)) {
            String head = head(socket.getInputStream());
            assertThat(head).startsWith("HTTP/1.1 200").contains("Content-Length: " + GIGABYTE);
            assertThat(count(socket.getInputStream())).isEqualTo(GIGABYTE);
        }
        assertThat(broker.process().isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("88 a gigabyte goes up through it")
    void up(boolean chunked) throws IOException {
        String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + GIGABYTE;
        try (Socket socket = asked("POST", "/", framing)) {
            send(socket.getOutputStream(), chunked);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + GIGABYTE);
        }
        assertThat(broker.process().isAlive()).isTrue();
    }

    private static void send(OutputStream out, boolean chunked) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long left = GIGABYTE; left > 0; left -= piece.length) {
            int length = (int) Math.min(piece.length, left);
            if (chunked) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(piece, 0, length);
            if (chunked) {
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        if (chunked) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    @DisplayName(
            "90 119 callers who hardly read hold no carrier thread, and no more of their answers than a few pieces")
    void slowReaders() throws IOException {
        long before = api.sent();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_READERS; i++) {
                Socket reader = asked("GET", "/" + GIGABYTE);
                slow.add(reader);
                assertThat(reader.getInputStream().read()).isEqualTo('H');
            }
            for (Socket reader : slow) {
                assertThat(reader.getInputStream().read()).isEqualTo('T');
            }

            // On the one carrier that there is.
            assertThat(IntStream.range(0, 20).map(i -> broker.token("bulk").status()))
                    .containsOnly(200);
            assertThat(broker.see("/api/v1/proxy/genesys/bulk/1000").status())
                    .as("one more")
                    .isEqualTo(503);
            // What the systems on the way have in their buffers, in both processes, is up to 16 MB for each.
            assertThat(api.sent() - before).isLessThan(SLOW_READERS * 16_000_000L);
        } finally {
            for (Socket reader : slow) {
                reader.close();
            }
        }
        Eventually.isTrue(
                "the places of those who hang up are free again",
                Duration.ofSeconds(20),
                () -> broker.see("/api/v1/proxy/genesys/bulk/1000").status() == 200);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            assertThat(c).as("the answer's head: %s", head).isNotNegative();
            head.append((char) c);
        }
        return head.toString();
    }

    private static long count(InputStream in) throws IOException {
        byte[] piece = new byte[PIECE];
        long received = 0;
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            received += read;
        }
        return received;
    }
}
