package dev.jeton.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.testkit.secret.Canaries;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An API that refuses a token as soon as it has seen the head of a request, while its large body is on its way. */
final class EarlyRefusalTest {

    private static final TokenKey ACME = TokenKey.of("genesys", "acme");
    private static final int LARGE = 16 << 20;
    private static final String REFUSAL = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\ndead";
    private static final String SUCCESS = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

    private final ReplacedTokens tokens = new ReplacedTokens(new Canaries());
    private final String dead = tokens.current().value();
    private final List<Long> bodies = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket caller = server.accept();
                    Thread.ofVirtual().start(() -> serve(caller));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void serve(Socket caller) {
        try (caller;
                InputStream in = new BufferedInputStream(caller.getInputStream())) {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                boolean refused = head.contains(dead);
                boolean waits = head.contains("100-Continue");
                if (refused) {
                    caller.getOutputStream().write(REFUSAL.getBytes(ISO_8859_1));
                } else if (waits) {
                    caller.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
                }
                if (!refused || !waits) {
                    in.skipNBytes(LARGE);
                    bodies.add((long) LARGE);
                }
                if (!refused) {
                    caller.getOutputStream().write(SUCCESS.getBytes(ISO_8859_1));
                }
            }
        } catch (IOException e) {
            bodies.add(-1L);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    private HttpResponse<String> upload(boolean expectContinue) throws Exception {
        URI api = URI.create("http://127.0.0.1:" + server.getLocalPort());
        try (AuthorizedHttpClient client =
                AuthorizedHttpClient.with(tokens).mayCall(api).build()) {
            HttpRequest request = HttpRequest.newBuilder(api.resolve("/upload"))
                    .expectContinue(expectContinue)
                    .POST(BodyPublishers.ofByteArray(new byte[LARGE]))
                    .build();
            return client.send(request, BodyHandlers.ofString(), ACME);
        }
    }

    @Test
    @DisplayName("A-07 a refusal that comes while 16 MiB are on their way is healed when they have been sent")
    void whileUploading() throws Exception {
        assertThat(upload(false).body()).isEqualTo("fine");
        assertThat(bodies).containsExactly((long) LARGE, (long) LARGE);
    }

    @Test
    @DisplayName("A-07 with Expect: 100-continue a body is not sent with a dead token at all")
    void beforeUploading() throws Exception {
        assertThat(upload(true).body()).isEqualTo("fine");
        assertThat(bodies).containsExactly((long) LARGE);
    }
}
