package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Fault;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ShutdownTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final RedisProcess REDIS = Scene.redis();

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** More than fits into all buffers on its way. */
    private static final long STREAMED = 50_000_000;

    @Test
    @DisplayName("109 on SIGTERM a request under way is answered and its token stored, and the process ends with 0")
    void finishesWhatIsUnderWay() throws InterruptedException {
        Broker broker = SCENE.broker(Product.launcher("serve"), Scene.sharing(REDIS.uri()));
        assertThat(broker.get("/health/ready").status()).isEqualTo(200);
        CompletableFuture<HttpAnswer> answer =
                SCENE.asking(broker, "leaving", new Fault.Latency(Duration.ofSeconds(2)));

        broker.process().signal("TERM");
        Eventually.isTrue("it takes no more requests", LONGEST, () -> turnsAway(broker));

        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(broker.process().awaitExit(LONGEST)).isZero();
        assertThat(REDIS.command("EXISTS", "auth:token:genesys:leaving")).isEqualTo(1L);
        assertThat(REDIS.command("EXISTS", "auth:lock:genesys:leaving")).isEqualTo(0L);
        assertThat(lastLine(broker)).contains("tenant=leaving", "status=200", "source=fresh");
    }

    @Test
    @DisplayName("109 on SIGTERM an answer that is under way through the proxy comes to its end")
    void finishesWhatStreams() throws IOException {
        SCENE.genesys("streaming");
        try (BulkApi api = new BulkApi()) {
            Broker broker = SCENE.broker(Map.of("GENESYS_API_URL", api.url()));
            URL url = URI.create(broker.url() + "/api/v1/proxy/genesys/streaming/" + STREAMED)
                    .toURL();
            URLConnection call = url.openConnection();
            call.setRequestProperty("Authorization", "Bearer " + SCENE.serviceSecret());
            try (InputStream answer = call.getInputStream()) {
                assertThat(answer.read()).isZero();

                broker.process().signal("TERM");
                Eventually.isTrue("it takes no more requests", LONGEST, () -> turnsAway(broker));

                assertThat(answer.transferTo(OutputStream.nullOutputStream())).isEqualTo(STREAMED - 1);
            }
            assertThat(broker.process().awaitExit(LONGEST)).isZero();
        }
    }

    /** By 503 on a connection that was there before, or by refusing a new one. */
    private static boolean turnsAway(Broker broker) {
        try {
            return broker.get("/health/ready").status() == 503;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private static String lastLine(Broker broker) {
        List<String> requests = broker.process().output().stream()
                .filter(line -> line.contains("jeton.request"))
                .toList();
        return requests.getLast();
    }
}
