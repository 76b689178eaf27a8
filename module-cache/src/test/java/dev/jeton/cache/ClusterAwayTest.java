package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.SharedStateChanged;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisClusterProcess;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterAwayTest {

    private static final String PASSWORD = "w@rd";

    private final TokenKey key = SomeKeys.fresh();

    @Test
    @DisplayName("fault 36 38 43 a cluster that is not there at the start is found when it comes")
    void absentAtStart() {
        try (RedisClusterProcess cluster = RedisClusterProcess.start(3, 0, "--requirepass", PASSWORD)) {
            cluster.nodes().forEach(RedisProcess::kill);
            String url = cluster.url().replace("://", "://:w%40rd@");
            try (WatchedState state = WatchedState.hasty(url)) {
                assertUnusable(state);
                restart(cluster);
                assertWorks(state);
            }
        }
    }

    private static void restart(RedisClusterProcess cluster) {
        List<RedisProcess> nodes = cluster.nodes();
        Burst.of(nodes.size(), i -> {
                    nodes.get(i).restart();
                    return i;
                })
                .orFail();
    }

    private void assertUnusable(WatchedState state) {
        assertThat(state.isUsable()).isFalse();
        assertThat(state.health().isUsableFor(key)).isFalse();
        Timed.call(() -> state.tokens().find(key)).assertUnavailable();
        Timed.call(() -> state.locks().tryAcquire(key, Timed.LIMIT)).assertUnavailable();
    }

    private void assertWorks(WatchedState state) {
        state.awaitUsable();
        TokenEntry entry =
                SomeEntries.lasting(Duration.ofHours(1), TimeSource.system().now());
        // The one server is found before the other.
        Eventually.isTrue(
                "usable for the key",
                WatchedState.PATIENCE,
                () -> state.health().isUsableFor(key));
        state.tokens().store(key, entry);
        assertThat(state.tokens().find(key)).contains(entry);
    }

    @Test
    @DisplayName("fault 43 a cluster that serves nothing unless it is whole is away as a whole, and told once")
    void fullCoverage() {
        try (RedisClusterProcess cluster = RedisClusterProcess.start(3, 0, "--cluster-require-full-coverage", "yes");
                WatchedState state = WatchedState.hasty(cluster.url())) {
            state.awaitUsable();
            cluster.masters().getFirst().kill();
            state.awaitUnusable();

            // Those that are alive answer every ping, and go on to refuse every key.
            for (int i = 0; i < 100; i++) {
                Timed.call(() -> state.tokens().find(SomeKeys.fresh())).assertUnavailable();
            }
            assertThat(state.events().of(SharedStateChanged.class))
                    .extracting(SharedStateChanged::usable)
                    .containsExactly(true, false);

            cluster.masters().getFirst().restart();
            assertWorks(state);
        }
    }
}
