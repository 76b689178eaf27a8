package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.cache.RedisSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;

/** What nodes of a cluster say of it, each on its own. */
class ClusterServersTest {

    private static final int LAST = 16_383;
    private static final String SLOTS = "CLUSTER SLOTS";

    @AutoClose
    private final ScriptedServer one = new ScriptedServer();

    @AutoClose
    private final ScriptedServer two = new ScriptedServer();

    private static ClusterServers cluster(ScriptedServer... known) {
        Set<HostAndPort> places = new LinkedHashSet<>();
        List.of(known).forEach(node -> places.add(node.place()));
        return new ClusterServers(
                places, new JedisConfigs(RedisSettings.of("redis://127.0.0.1", Duration.ofSeconds(5))));
    }

    private static String slots(int from, int to, String host, int port) {
        return ScriptedServer.list(
                ScriptedServer.number(from),
                ScriptedServer.number(to),
                ScriptedServer.list(host, ScriptedServer.number(port), ScriptedServer.text("id")));
    }

    private static String slots(int from, int to, ScriptedServer server) {
        return slots(
                from,
                to,
                ScriptedServer.text(server.place().getHost()),
                server.place().getPort());
    }

    private static String allAt(ScriptedServer server) {
        return ScriptedServer.list(slots(0, LAST, server));
    }

    private String halfEach() {
        return ScriptedServer.list(slots(0, LAST / 2, one), slots(LAST / 2 + 1, LAST, two));
    }

    private static void says(ScriptedServer node, String state, int epoch, String slots) {
        String info = "cluster_state:" + state + "\r\ncluster_current_epoch:" + epoch + "\r\n";
        node.saying(command -> switch (command) {
            case "CLUSTER INFO" -> ScriptedServer.text(info);
            case SLOTS -> slots;
            default -> "";
        });
    }

    private static void probe(ClusterServers servers, ScriptedServer node) {
        try (Connection connection = servers.pool(node.place()).orElseThrow().getResource()) {
            servers.probe(node.place(), connection);
        }
    }

    @Test
    @DisplayName("a node that does not know its own host is passed over, and found when it does")
    void unknownHost() {
        String unknown = ScriptedServer.list(slots(0, LAST, "$-1\r\n", 6379));
        one.saying(command -> command.equals(SLOTS) ? unknown : "");
        try (ClusterServers servers = cluster(one)) {
            servers.refresh();
            assertThat(servers.masters()).isEmpty();

            one.saying(command -> command.equals(SLOTS) ? allAt(one) : "");
            servers.refresh();
            assertThat(servers.masters()).containsExactly(one.place());
        }
    }

    @Test
    @DisplayName(
            "43 who has which slots is told by the server that knows of the latest change, not by the first one known")
    void latestEpoch() {
        says(one, "ok", 3, halfEach());
        says(two, "ok", 3, halfEach());
        try (ClusterServers servers = cluster(one, two)) {
            servers.refresh();
            assertThat(servers.masters()).containsExactlyInAnyOrder(one.place(), two.place());

            says(two, "ok", 4, allAt(two));
            probe(servers, one);
            probe(servers, two);
            for (int look = 0; look < 3; look++) {
                servers.refresh();
                assertThat(servers.masters()).containsExactly(two.place());
            }
        }
    }

    @Test
    @DisplayName(
            "43 a server that serves no key tells nobody who does, and if none is left those at the start are asked")
    void servesNothing() {
        says(one, "ok", 3, halfEach());
        says(two, "ok", 3, halfEach());
        try (ClusterServers servers = cluster(one, two)) {
            servers.refresh();
            probe(servers, one);
            probe(servers, two);

            says(two, "fail", 9, allAt(two));
            servers.refresh();
            assertThat(servers.masters()).containsExactlyInAnyOrder(one.place(), two.place());

            one.close();
            servers.refresh();
            assertThat(servers.masters()).containsExactly(two.place());
        }
    }
}
