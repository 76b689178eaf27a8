package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.SharedStateChanged;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {

    private static final int CALLERS = 16;

    @AutoClose
    private final RedisProcess redis = RedisProcess.start();

    @AutoClose
    private final FaultProxy proxy = FaultProxy.inFrontOf(redis.host(), redis.port());

    private final TokenKey key = SomeKeys.fresh();

    @Test
    @DisplayName("40 connections that the server has closed while they sat idle cost their calls, and never its health")
    void closedWhileIdle() {
        try (WatchedState state = WatchedState.through(proxy, Duration.ofSeconds(5), CALLERS)) {
            state.awaitUsable();
            // Slow enough for all callers to need a connection each.
            proxy.set(new Fault.Delay(Duration.ofMillis(20)));
            Burst.of(CALLERS, i -> state.tokens().find(key)).orFail();
            proxy.heal();
            assertThat(OurConnections.at(redis)).isGreaterThan(CALLERS / 2);

            // Not always at the first attempt: the health may be the first to find out.
            Eventually.isTrue("calls over dead connections", WatchedState.PATIENCE, () -> {
                closeAll();
                return !Burst.of(CALLERS, i -> state.tokens().find(key))
                        .failures()
                        .isEmpty();
            });
            Burst.of(CALLERS, i -> state.tokens().find(key)).orFail();

            // And where nobody calls the health finds them by itself.
            closeAll();
            Eventually.isTrue("pinged", WatchedState.PATIENCE, () -> OurConnections.at(redis) > 0);
            assertThat(state.tokens().find(key)).isEmpty();
            assertThat(state.events().of(SharedStateChanged.class))
                    .extracting(SharedStateChanged::usable)
                    .containsExactly(true);
        }
    }

    private void closeAll() {
        redis.command("CLIENT", "KILL", "TYPE", "normal");
    }
}
