package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisSentinelGroup;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SentinelsAwayTest {

    private static final String PASSWORD = "w@rd";

    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry =
            SomeEntries.lasting(Duration.ofHours(1), TimeSource.system().now());

    @Test
    @DisplayName("fault 36 42 without sentinels no master is found, with one it is; without them again it stays")
    void awayAndBack() {
        try (RedisSentinelGroup group =
                RedisSentinelGroup.start(1, "--requirepass", PASSWORD, "--masterauth", PASSWORD)) {
            group.killSentinels();
            try (WatchedState state = WatchedState.hasty(group.url().replace("://", "://:w%40rd@"))) {
                assertThat(state.isUsable()).isFalse();
                Timed.call(() -> state.tokens().find(key)).assertUnavailable();

                group.restartSentinels();
                state.awaitUsable();
                state.tokens().store(key, entry);

                group.killSentinels();
                assertThat(state.tokens().find(key)).contains(entry);
                assertThat(state.isUsable()).isTrue();
            }
        }
    }
}
