package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Fault;
import dev.jeton.testkit.http.HttpAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Half a minute of waiting for a process that does nothing: beside the other tests. */
@Execution(ExecutionMode.CONCURRENT)
final class LongStopTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Test
    @DisplayName("109 a request that would take longer than half a minute does not keep the process alive")
    void endsInTime() throws InterruptedException {
        Broker broker = SCENE.broker(Map.of("REQUEST_TIMEOUT", "10m", "OAUTH_TIMEOUT", "10m", "LOCK_LEASE", "20m"));
        CompletableFuture<HttpAnswer> answer = SCENE.asking(broker, "hanging", new Fault.Hang());

        broker.process().signal("TERM");

        assertThat(broker.process().awaitExit(LONGEST)).isZero();
        assertThat(answer).failsWithin(LONGEST);
    }
}
