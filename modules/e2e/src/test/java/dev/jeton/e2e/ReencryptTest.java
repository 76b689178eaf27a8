package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.server.PostgresProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReencryptTest {

    private static final int ROWS = 3_000;
    private static final int WRITERS = 8;
    private static final List<String> LIVING = List.of("alive-0", "alive-1", "zoe-0", "zoe-1");
    private static final Pattern SUMMARY =
            Pattern.compile("(\\d+) re-encrypted, (\\d+) already current, (\\d+) unreadable");

    @RegisterExtension
    static final Scene SCENE = new Scene();

    @AutoClose
    private static final PostgresProcess POSTGRES = PostgresProcess.start();

    private final String old = Commands.newKey(SCENE);
    private final String newest = Commands.newKey(SCENE);
    private final Map<String, String> database = Map.of(
            "DATABASE_URL", POSTGRES.createDatabase(),
            "DATABASE_USER", POSTGRES.user(),
            "DATABASE_PASSWORD", POSTGRES.password(),
            "FORCE_REFRESH_MIN_INTERVAL", "0s");

    private Broker broker(String keys) {
        return SCENE.broker(Commands.storing(SCENE, keys, database));
    }

    private static void fill(Broker broker) {
        LIVING.forEach(tenant -> put(broker, tenant, SCENE.simulator().qontak().connect(tenant)));
        Burst.of(WRITERS, writer -> {
                    for (int row = writer; row < ROWS; row += WRITERS) {
                        put(broker, "tenant-" + row, "c4nary-refresh-" + row);
                    }
                    return writer;
                })
                .orFail();
    }

    private static void put(Broker broker, String tenant, String refreshToken) {
        assertThat(broker.put("/api/v1/connections/qontak/" + tenant, "{\"refreshToken\":\"" + refreshToken + "\"}")
                        .status())
                .isEqualTo(200);
    }

    /** Spends the refresh tokens of those that have real ones; which of them come first in the table is different. */
    private static void refreshAll(Broker broker) {
        LIVING.forEach(tenant -> assertThat(Answers.token(broker.token(tenant, "qontak", ",\"forceRefresh\":true")))
                .isNotNull());
    }

    @Test
    @DisplayName(
            "98 killed in the middle and begun again, beside a broker that refreshes, all opens with the new key alone")
    void killedAndBegunAgain() {
        try (Broker before = broker(old)) {
            fill(before);
        }
        Broker during = broker(newest + "," + old);
        Commands commands = new Commands(SCENE, Commands.storing(SCENE, newest + "," + old, database));

        ChildProcess killed = commands.start("keys reencrypt");
        killed.awaitLine("^database: [1-5]0 %", Broker.PATIENCE);
        refreshAll(during);
        killed.signal("KILL");
        assertThat(killed.awaitExit(Broker.PATIENCE)).isEqualTo(137);

        ChildProcess again = commands.start("keys reencrypt");
        do {
            refreshAll(during);
        } while (again.isAlive());
        assertThat(again.awaitExit(Broker.PATIENCE))
                .as(String.valueOf(again.output()))
                .isZero();
        Matcher summary = again.awaitLine(SUMMARY.pattern(), Broker.PATIENCE);
        long resealed = Long.parseLong(summary.group(1));
        long current = Long.parseLong(summary.group(2));
        System.out.printf("killed with %d of %d rows done%n", current, resealed + current);
        assertThat(resealed + current).isEqualTo(ROWS + LIVING.size());
        assertThat(resealed).isPositive();
        assertThat(current).isPositive();
        assertThat(summary.group(3)).isEqualTo("0");

        onlyTheNewKey();
    }

    private void onlyTheNewKey() {
        Broker after = broker(newest);
        List<String> states = new ArrayList<>();
        for (JsonNode status : Answers.json(after.see("/api/v1/connections")).path("connections")) {
            states.add(status.path("state").asText());
        }
        assertThat(states).hasSize(ROWS + LIVING.size()).containsOnly("active");
        refreshAll(after);
        LIVING.forEach(tenant ->
                assertThat(SCENE.simulator().qontak().grants().families(tenant)).allMatch(family -> family.isAlive()));
        assertThat(new Commands(SCENE, Commands.storing(SCENE, newest, database)).run("keys reencrypt"))
                .startsWith("0 ")
                .contains("0 re-encrypted, " + (ROWS + LIVING.size()) + " already current, 0 unreadable");
    }
}
