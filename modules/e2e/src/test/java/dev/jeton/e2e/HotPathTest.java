package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the JVM itself saw on the way from the socket to the near cache and back. */
final class HotPathTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String ROUTE = "dev.jeton.app.http.TokenRoute.serve";
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock.lock";

    /** Every call of these is recorded, none is sampled. */
    private static final String TRACED = String.join(
            ";",
            "java.util.regex.Pattern::matcher",
            "java.util.regex.Matcher::<init>",
            "java.lang.reflect.Method::invoke",
            "java.lang.reflect.Constructor::newInstance",
            "java.lang.invoke.MethodHandles$Lookup::findVirtual",
            "java.security.SecureRandom::nextBytes",
            "java.security.MessageDigest::getInstance",
            "java.util.concurrent.locks.ReentrantLock::lock");

    private static final int WARM = 1_000;
    private static final int TRACED_REQUESTS = 300;
    private static final int SOAKED = 500_000;

    private Broker broker;

    @BeforeEach
    void warmUp() {
        SCENE.genesys("hot");
        // So long that no request has to look further than the near cache.
        broker = SCENE.broker(Map.of("NEAR_CACHE_TTL", "10m"));
        load(WARM);
    }

    private void load(int answers) {
        try (Load load = Load.on(broker, "hot")) {
            load.awaitAnswers(answers);
            assertThat(load.failures()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a cached token is answered with no regular expression, reflection, hash or lock of ours, pinning no carrier")
    void nothingDearIsDone() throws IOException {
        assumeTrue(Runtime.version().feature() >= 25, "methods can be traced since JDK 25");

        FlightRecording recording = FlightRecording.start(SCENE, broker, "method-trace=" + TRACED);
        load(TRACED_REQUESTS);
        broker.get("/health/live");
        List<RecordedEvent> all = recording.stop();

        List<List<String>> calls = named("jdk.MethodTrace", all).stream()
                .map(FlightRecording::call)
                .toList();
        List<List<String>> hot = calls.stream().filter(on(ROUTE)).toList();
        List<List<String>> ours = hot.stream().filter(HotPathTest::isOurs).toList();
        System.out.printf("%d calls checked, %d violated%n", hot.size(), ours.size());
        assertThat(ours).isEmpty();
        assertThat(hot)
                .as("locks of the HTTP server, which show that all is seen")
                .hasSizeGreaterThan(TRACED_REQUESTS);
        assertThat(calls)
                .as("another route, which Javalin finds by regular expressions")
                .anyMatch(frames -> frames.getFirst().startsWith("java.util.regex."));
        assertThat(calls.stream().filter(on("java.util.concurrent.ThreadPerTaskExecutor.newThread")))
                .as("how a request comes by its thread")
                .isEmpty();
        assertThat(pinnedOrContended(all)).isEmpty();
    }

    /** The locks of the HTTP server and of the socket are theirs; everything else that is traced should not be here. */
    private static boolean isOurs(List<String> frames) {
        String caller = frames.get(1);
        return !frames.getFirst().equals(LOCK)
                || !(caller.startsWith("org.eclipse.jetty.") || caller.startsWith("sun.nio.ch."));
    }

    private static Predicate<List<String>> on(String method) {
        return frames -> frames.contains(method);
    }

    private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    /** Carriers that were pinned by whomever, and monitors that requests had to wait for. */
    private static List<List<String>> pinnedOrContended(List<RecordedEvent> events) {
        List<List<String>> pinned = named("jdk.VirtualThreadPinned", events).stream()
                .map(FlightRecording::frames)
                .toList();
        List<List<String>> contended = named("jdk.JavaMonitorEnter", events).stream()
                .map(FlightRecording::frames)
                .filter(on(ROUTE))
                .toList();
        System.out.printf("%d pinned, %d contended%n", pinned.size(), contended.size());
        return pinned.isEmpty() ? contended : pinned;
    }

    @Test
    @Tag("soak")
    @DisplayName("half a million cached tokens pin no carrier and wait for no monitor")
    void nothingIsPinned() throws IOException {
        FlightRecording recording = FlightRecording.start(SCENE, broker);
        load(SOAKED);

        assertThat(pinnedOrContended(recording.stop())).isEmpty();
    }
}
