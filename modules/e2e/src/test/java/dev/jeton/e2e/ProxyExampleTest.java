package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.simulator.Service;
import dev.jeton.testkit.process.ChildProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The script of the documentation that calls an API through the broker. */
final class ProxyExampleTest {

    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final String TENANT = "shell";

    /** What curl ends with where the answer is an error. */
    private static final int REFUSED = 22;

    private static Broker broker;

    @BeforeAll
    static void start() {
        SCENE.genesys(TENANT);
        broker = SCENE.broker();
    }

    @Test
    @DisplayName("a shell script asks an API through the broker, and never sees a token, dead or alive")
    void asks() {
        assertThat(answer(ask(SCENE.serviceSecret(), "api/v2/organizations/me")))
                .contains("\"name\":\"" + TENANT + "\"");

        SCENE.simulator().tokens().revokeAll(Service.GENESYS, TENANT);
        assertThat(answer(ask(SCENE.serviceSecret(), "api/v2/users?pageSize=1", "-d", "{\"a\":1}")))
                .contains("\"method\":\"POST\"", "pageSize=1");
        assertThat(SCENE.simulator().ledger().count(Service.GENESYS, TENANT)).isEqualTo(2);
    }

    @Test
    @DisplayName("its exit code tells of a path that leads out of the API, and of a wrong key")
    void refused() {
        ChildProcess astray = ask(SCENE.serviceSecret(), "api/../../v1/admin");
        assertThat(astray.awaitExit(Broker.PATIENCE)).isEqualTo(REFUSED);
        assertThat(String.join("\n", astray.output())).contains("INVALID_REQUEST");

        ChildProcess stranger = ask("another-key-altogether", "api/v2/users");
        assertThat(stranger.awaitExit(Broker.PATIENCE)).isEqualTo(REFUSED);
        assertThat(String.join("\n", stranger.output())).contains("UNAUTHENTICATED");
    }

    private static ChildProcess ask(String key, String path, String... options) {
        List<String> command = new ArrayList<>(
                List.of("sh", "docs/examples/proxy/ask.sh", broker.url().toString(), "genesys", TENANT, path));
        command.addAll(List.of(options));
        return SCENE.process(command, Map.of("JETON_KEY", key));
    }

    private static String answer(ChildProcess script) {
        assertThat(script.awaitExit(Broker.PATIENCE))
                .as(String.join("\n", script.output()))
                .isZero();
        return String.join("\n", script.output());
    }
}
