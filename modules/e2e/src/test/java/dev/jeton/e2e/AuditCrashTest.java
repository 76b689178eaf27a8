package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AuditCrashTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Pattern ID = Pattern.compile("\"correlationId\":\"(c-[0-9]+-[0-9]+)\"");
    private static final int CALLERS = 8;
    private static final int ENOUGH = 500;

    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    /** Asks until the broker is dead. */
    private void askOn(Broker broker, int caller) {
        try {
            for (int i = 0; ; i++) {
                String id = "c-" + caller + "-" + i;
                if (broker.token("audited", "genesys", ",\"correlationId\":\"" + id + "\"")
                                .status()
                        == 200) {
                    answered.add(id);
                }
            }
        } catch (UncheckedIOException e) {
            // It has hung up.
        }
    }

    private static Set<String> recorded(Path audit) throws IOException {
        try (Stream<Path> files = Files.list(audit)) {
            StringBuilder lines = new StringBuilder();
            for (Path segment :
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
                lines.append(Files.readString(segment));
            }
            SCENE.canaries().assertNoneIn("the audit", lines);
            return ID.matcher(lines)
                    .results()
                    .map(MatchResult::group)
                    .map(AuditCrashTest::id)
                    .collect(Collectors.toSet());
        }
    }

    private static String id(String member) {
        return member.substring(member.indexOf(':') + 2, member.length() - 1);
    }

    @Test
    @DisplayName(
            "I9 12 killed under load, whatever a broker has answered is in its audit, which the next one goes on with")
    void killed() throws IOException {
        Path data = Scratch.directory("audit").resolve("jeton");
        Map<String, String> settings = Map.of("AUDIT", "file", "AUDIT_FAILURE", "refuse", "DATA_DIR", data.toString());
        SCENE.genesys("audited");
        Broker broker = SCENE.broker(settings);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                callers.execute(() -> askOn(broker, caller));
            }
            Eventually.isTrue("enough answers", Broker.PATIENCE, () -> answered.size() >= ENOUGH);
            broker.process().signal("KILL");
        }

        Set<String> recorded = recorded(data.resolve("audit"));
        long missing = answered.stream().filter(id -> !recorded.contains(id)).count();
        System.out.printf("%d checked, %d violated%n", answered.size(), missing);
        assertThat(missing).isZero();
        assertThat(SCENE.broker(settings).token("audited").status()).isEqualTo(200);
        assertThat(new Commands(SCENE, settings).run("audit verify"))
                .startsWith("0 ")
                .contains(" records, chain whole");
    }
}
