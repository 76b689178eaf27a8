package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.testkit.concurrent.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** What this process logs while it is open. */
final class CapturedLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    CapturedLog() {
        System.setErr(new PrintStream(bytes, true, UTF_8));
    }

    List<String> lines() {
        return bytes.toString(UTF_8).lines().toList();
    }

    List<String> linesWith(String text) {
        return lines().stream().filter(line -> line.contains(text)).toList();
    }

    /** Waits for the first line with {@code text}: a request is logged when its answer has been sent. */
    void await(String text) {
        Eventually.isTrue(
                "a line with " + text, PATIENCE, () -> !linesWith(text).isEmpty());
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
