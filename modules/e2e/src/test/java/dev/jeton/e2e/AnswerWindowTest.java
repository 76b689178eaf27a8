package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.jeton.testkit.process.ChildProcess;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AnswerWindowTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LONGEST_MICROS = 10_000;

    /** A commit is one or two of these, and a disk that takes so long for one leaves no room for us. */
    private static final long SLOW_DISK_MICROS = LONGEST_MICROS / 4;

    private static long p99(ChildProcess child, String what) {
        Matcher line = child.awaitLine("^" + what + " of (\\d+) p50 \\d+ us p99 (\\d+) us$", PATIENCE);
        System.out.println("answer to disk, sqlite: " + line.group());
        assertThat(Integer.parseInt(line.group(1))).isGreaterThanOrEqualTo(AnswerWindow.REFRESHES);
        return Long.parseLong(line.group(2));
    }

    @Test
    @DisplayName("C-09 an answer in hand is on the disk within 10 ms")
    void window() {
        String tenant = "window";
        SCENE.canaries().register("refresh token", SCENE.simulator().qontak().connect(tenant));
        seed(tenant);
        Map<String, String> settings = Rotating.settings(new GrantKeep.Sqlite(), Map.of("OAUTH_TIMEOUT", "5s"));

        ChildProcess child = SCENE.process(Product.classPath(AnswerWindow.class, tenant), SCENE.environment(settings));

        assertThat(child.awaitExit(PATIENCE))
                .as(() -> String.join("\n", child.output()))
                .isZero();
        assertThat(SCENE.simulator().qontak().grants().doubleSpends(tenant)).isZero();
        long window = p99(child, "window");
        assumeThat(p99(child, "fsync")).as("this disk can do it").isLessThan(SLOW_DISK_MICROS);
        assertThat(window).isLessThan(LONGEST_MICROS);
    }

    /** The refresh token stands among the tenant's credentials, for there is nobody to bring it. */
    private static void seed(String tenant) {
        var client = SCENE.simulator().qontak().client(tenant).orElseThrow();
        String token = SCENE.simulator().qontak().grants().firstToken(tenant).orElseThrow();
        SCENE.simulator()
                .tenantService()
                .put(
                        tenant,
                        "qontak",
                        Map.of(
                                "clientId", client.clientId(),
                                "clientSecret", client.clientSecret(),
                                "refreshToken", token));
    }
}
