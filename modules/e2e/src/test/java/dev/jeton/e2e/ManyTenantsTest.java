package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.concurrent.Burst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A small version of {@code modules/bench/run tenants}, whose million takes minutes. */
final class ManyTenantsTest {

    private static final int TENANTS = 4_000;
    private static final int CALLERS = 16;

    /** Threads of the JVM itself and of the HTTP client may come late. */
    private static final long FEW = 8;

    @RegisterExtension
    static final Scene SCENE = new Scene();

    /** It holds a tenth of the tenants, so it has forgotten most of them at the end. */
    private static final Broker BROKER = SCENE.broker(Map.of("NEAR_CACHE_SIZE", Integer.toString(TENANTS / 10)));

    @Test
    @DisplayName("ten times as many tenants cost no more threads and no more metric series")
    void nothingGrowsWithTenants() throws IOException {
        ask(0, TENANTS / 10);
        Growing before = Growing.of(BROKER);

        ask(TENANTS / 10, TENANTS);

        Growing after = Growing.of(BROKER);
        System.out.printf("%d tenants: %s, then %s%n", TENANTS, before, after);
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + FEW);
        assertThat(after.series()).isEqualTo(before.series());
        assertThat(BROKER.get("/metrics").body()).doesNotContain("tenant-");
    }

    /** Each tenant once, and at once once more. */
    private static void ask(int from, int to) {
        for (int i = from; i < to; i++) {
            SCENE.genesys("tenant-" + i);
        }
        Burst.of(CALLERS, caller -> {
                    for (int i = from + caller; i < to; i += CALLERS) {
                        assertThat(Answers.fingerprint(BROKER.token("tenant-" + i)))
                                .isEqualTo(Answers.fingerprint(BROKER.token("tenant-" + i)));
                    }
                    return caller;
                })
                .orFail();
    }

    /** What a process holds that could grow with its tenants. */
    private record Growing(long threads, long series) {

        static Growing of(Broker broker) throws IOException {
            Path status = Path.of("/proc", Long.toString(broker.process().pid()), "status");
            String threads = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("Threads:"))
                    .findFirst()
                    .orElse("Threads: 0");
            long series = broker.get("/metrics")
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            return new Growing(
                    Long.parseLong(threads.substring("Threads:".length()).strip()), series);
        }
    }
}
