package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.process.Scratch;
import java.nio.file.Path;
import java.util.Map;

/** The classes of the product as the JVM wants to have them: who is started hundreds of times is started in half the time. */
final class ClassArchive {

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /** Made by a broker that is told to end as soon as it listens. */
    static ClassArchive make(Scene scene) {
        Path file = Scratch.directory("classes").resolve("jeton.jsa");
        Broker broker = scene.broker(Map.of("JAVA_TOOL_OPTIONS", "-XX:ArchiveClassesAtExit=" + file));
        broker.process().signal("TERM");
        assertThat(broker.process().awaitExit(Broker.PATIENCE)).isZero();
        return new ClassArchive(file);
    }

    /** For a JVM; one that cannot use the archive goes on without it. */
    String option() {
        return "-XX:SharedArchiveFile=" + file;
    }
}
