package dev.jeton.app.http;

import static dev.jeton.app.http.ProblemAssert.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.http.HttpAnswer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LargeAndSlowBodyTest {

    private static final int HUNDRED_MEGABYTES = 100_000_000;

    @AutoClose
    private static final LocalBroker BROKER = LocalBroker.start(Map.of("REQUEST_TIMEOUT", "1s", "OAUTH_TIMEOUT", "1s"));

    private static final RawHttp RAW = new RawHttp(BROKER.port());

    @Test
    @DisplayName("88 a body of 100 MB is refused before it is read")
    void announcedLengthIsRefused() {
        byte[] head = RawHttp.head("Content-Type: application/json", "Content-Length: " + HUNDRED_MEGABYTES);
        HttpAnswer answer = RAW.converse(out -> {
            out.write(head);
            out.flush();
        });

        assertProblem(answer, 413, "INVALID_REQUEST").naming("body").notStored();
    }

    @Test
    @DisplayName("88 a body of 100 MB that does not say so is refused after 64 KiB")
    void unannouncedLengthIsRefused() {
        byte[] head = RawHttp.head("Content-Type: application/json", "Transfer-Encoding: chunked");
        byte[] chunk = ("2000\r\n" + " ".repeat(0x2000) + "\r\n").getBytes(US_ASCII);
        HttpAnswer answer = RAW.converse(out -> {
            out.write(head);
            for (int sent = 0; sent < HUNDRED_MEGABYTES; sent += 0x2000) {
                out.write(chunk);
            }
            out.flush();
        });

        assertProblem(answer, 413, "INVALID_REQUEST").naming("body").notStored();
    }

    @Test
    @DisplayName("88 one byte more than 64 KiB is too much")
    void oneByteTooMuchIsRefused() {
        HttpAnswer answer = RAW.postToken("application/json", new byte[64 * 1024 + 1]);

        assertProblem(answer, 413, "INVALID_REQUEST").naming("body");
    }

    @Test
    @DisplayName("88 a depth of 100 000 is too much in every way")
    void bottomlessBodiesAreRefused() {
        HttpAnswer answer = RAW.postToken(
                "application/json", ("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(US_ASCII));

        assertProblem(answer, 413, "INVALID_REQUEST").naming("body");
    }

    @Test
    @DisplayName("90 a body that drips in is given up after the request's time")
    void slowBodiesAreGivenUp() {
        byte[] head = RawHttp.head("Content-Type: application/json", "Content-Length: 60000");
        CountDownLatch answered = new CountDownLatch(1);
        HttpAnswer answer = RAW.converse(out -> {
            out.write(head);
            while (!await(answered)) {
                out.write(' ');
                out.flush();
            }
        });
        answered.countDown();

        assertProblem(answer, 408, "INVALID_REQUEST").naming("body").notStored();
        assertThat(BROKER.stranger().get("/health").status()).isEqualTo(200);
    }

    /** The pause between two bytes, which ends early when nobody listens any more. */
    private static boolean await(CountDownLatch answered) {
        try {
            return answered.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    @DisplayName("90 a body that breaks off costs its sender the answer and nobody else anything")
    void brokenBodiesHarmNobody() {
        byte[] head = RawHttp.head("Content-Type: application/json", "Transfer-Encoding: chunked");
        HttpAnswer answer = RAW.converse(out -> {
            out.write(head);
            out.write("zz\r\n\r\n".getBytes(US_ASCII));
            out.flush();
        });

        assertProblem(answer, 400, "INVALID_REQUEST").naming("body");
    }
}
