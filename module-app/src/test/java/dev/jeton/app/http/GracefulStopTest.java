package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.http.HttpAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GracefulStopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Gate gate = new Gate();

    private final StubbedApi api = StubbedApi.answering(request -> {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TenantNotFound("answered all the same");
    });

    @Test
    @DisplayName("109 a server that stops answers what is under way and tells the others to go elsewhere")
    void underWayIsAnsweredAndTheRestIsTurnedAway() {
        CompletableFuture<HttpAnswer> underWay = CompletableFuture.supplyAsync(
                () -> api.probe().post("/api/v1/token", "{\"tenantId\":\"acme\",\"type\":\"genesys\"}"));
        gate.awaitArrived(1);
        int port = api.port();

        HttpAnswer late = new RawHttp(port).converse(out -> {
            // Connected before the end, and come to the point after it.
            out.write("GET /auth/token HTTP/1.1\r\nHost: jeton\r\n".getBytes(US_ASCII));
            out.flush();
            Thread.ofVirtual().start(api::close);
            Eventually.isTrue("nobody is let in any more", PATIENCE, () -> isClosed(port));
            out.write("Connection: close\r\n\r\n".getBytes(US_ASCII));
            out.flush();
        });
        gate.open();

        assertProblem(late, 503, "OVERLOADED").notStored().retryingAfter(1);
        assertProblem(underWay.join(), 404, "TENANT_NOT_FOUND").repeating("answered all the same");
    }

    private static boolean isClosed(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
