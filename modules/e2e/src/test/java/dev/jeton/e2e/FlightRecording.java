package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** What the JVM of a process tells of itself: Java Flight Recorder, begun and ended from outside. */
final class FlightRecording {

    private final Scene scene;
    private final Broker broker;

    private FlightRecording(Scene scene, Broker broker) {
        this.scene = scene;
        this.broker = broker;
    }

    /** Records pinned carriers and contended monitors, however briefly, and whatever else {@code options} ask for. */
    static FlightRecording start(Scene scene, Broker broker, String... options) {
        FlightRecording recording = new FlightRecording(scene, broker);
        List<String> all = new ArrayList<>(
                List.of("name=jeton", "jdk.VirtualThreadPinned#threshold=0ms", "jdk.JavaMonitorEnter#threshold=0ms"));
        all.addAll(List.of(options));
        recording.tell("JFR.start", all);
        return recording;
    }

    /** Ends it. */
    List<RecordedEvent> stop() throws IOException {
        Path file = Scratch.directory("recording").resolve("jeton.jfr");
        tell("JFR.stop", List.of("name=jeton", "filename=" + file));
        return RecordingFile.readAllEvents(file);
    }

    private void tell(String command, List<String> options) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(broker.process().pid()),
                command));
        line.addAll(options);
        ChildProcess jcmd = scene.process(line, Map.of());
        assertThat(jcmd.awaitExit(Broker.PATIENCE)).as(jcmd.output()::toString).isZero();
    }

    /** The classes and methods on the stack of an event, the innermost first. */
    static List<String> frames(RecordedEvent event) {
        return event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream()
                        .map(frame -> spelled(frame.getMethod()))
                        .toList();
    }

    /** The same for a traced call, beginning with the method that was called; some stacks have it, and some begin above it. */
    static List<String> call(RecordedEvent traced) {
        RecordedMethod called = traced.getValue("method");
        List<String> frames = new ArrayList<>(frames(traced));
        if (frames.isEmpty() || !frames.getFirst().equals(spelled(called))) {
            frames.addFirst(spelled(called));
        }
        return frames;
    }

    private static String spelled(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }
}
