package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisClusterProcess;
import dev.jeton.testkit.server.RedisProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterOfOneTest {

    private final TokenKey key = SomeKeys.fresh();

    @Test
    @DisplayName("43 grants in a cluster of one master are found as soon as its replica has taken over")
    void takenOver() {
        try (RedisClusterProcess cluster = RedisClusterProcess.start(1, 1);
                WatchedGrants grants = WatchedGrants.patient(cluster.url())) {
            assertThat(grants.find(key)).isEmpty();
            RedisProcess replica = cluster.replicas().getFirst();
            assertThat(replica.command("CLUSTER", "FAILOVER", "TAKEOVER")).isEqualTo("OK");
            Eventually.isTrue("the master knows that it is none", WatchedState.PATIENCE, () -> isReplica(cluster));

            assertThat(grants.find(key)).isEmpty();
        }
    }

    private static boolean isReplica(RedisClusterProcess cluster) {
        return String.valueOf(cluster.masters().getFirst().command("ROLE")).startsWith("[slave");
    }
}
