package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.cache.RedisSettings;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

/** What nodes of a cluster say of it, each on its own. */
class ClusterServersTest {

    private static final String SLOTS = "CLUSTER SLOTS";

    @AutoClose
    private final ScriptedServer one = new ScriptedServer();

    private static ClusterServers cluster(ScriptedServer... known) {
        JedisConfigs configs = new JedisConfigs(RedisSettings.of("redis://127.0.0.1", Duration.ofSeconds(5)));
        return new ClusterServers(
                Set.of(java.util.Arrays.stream(known).map(ScriptedServer::place).toArray(HostAndPort[]::new)), configs);
    }

    /** All slots are at one place. */
    private static String allAt(String host, int port) {
        return ScriptedServer.list(ScriptedServer.list(
                ScriptedServer.number(0),
                ScriptedServer.number(16_383),
                ScriptedServer.list(host, ScriptedServer.number(port), ScriptedServer.text("id"))));
    }

    private static String allAt(ScriptedServer server) {
        return allAt(ScriptedServer.text(server.place().getHost()), server.place().getPort());
    }

    @Test
    @DisplayName("a node that does not know its own host is passed over, and found when it does")
    void unknownHost() {
        one.saying(command -> command.equals(SLOTS) ? allAt("$-1\r\n", 6379) : "");
        try (ClusterServers servers = cluster(one)) {
            servers.refresh();
            assertThat(servers.masters()).isEmpty();

            one.saying(command -> command.equals(SLOTS) ? allAt(one) : "");
            servers.refresh();
            assertThat(servers.masters()).containsExactly(one.place());
        }
    }
}
