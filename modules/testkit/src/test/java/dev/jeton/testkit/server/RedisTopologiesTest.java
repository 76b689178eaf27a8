package dev.jeton.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.testkit.concurrent.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisTopologiesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    @DisplayName("a cluster serves every slot, and moves one with its keys when told to")
    void cluster() {
        try (RedisClusterProcess cluster = RedisClusterProcess.start(3, 0)) {
            String key = "some-key";
            int owner = cluster.masterOf(key);
            RedisProcess from = cluster.masters().get(owner);
            RedisProcess to = cluster.masters().get((owner + 1) % 3);
            from.command("SET", key, "value");

            cluster.move(List.of(cluster.slotOf(key)), from, to);
            assertThat(to.command("GET", key)).isEqualTo("value");
        }
    }

    @Test
    @DisplayName("sentinels put a replica in the place of a master that was killed")
    void sentinels() {
        try (RedisSentinelGroup group = RedisSentinelGroup.start(1)) {
            assertThat(group.masterBy(0)).isSameAs(group.servers().getFirst());

            group.servers().getFirst().kill();

            Eventually.isTrue(
                    "replaced",
                    PATIENCE,
                    () -> group.masterBy(1) == group.servers().getLast());
        }
    }
}
