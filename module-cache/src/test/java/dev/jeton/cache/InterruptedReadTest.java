package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InterruptedReadTest {

    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final RedisProcess redis = RedisProcess.start();
    private final FaultProxy proxy = FaultProxy.inFrontOf(redis.host(), redis.port());

    @AfterEach
    void stop() {
        proxy.close();
        redis.close();
    }

    @Test
    @DisplayName("fault 30 a reader who is interrupted is told so, stays interrupted, and costs the others nothing")
    void interrupted() {
        TokenKey key = SomeKeys.fresh();
        try (WatchedState state = WatchedState.through(proxy, Duration.ofSeconds(20), 4)) {
            state.awaitUsable();
            state.tokens().store(key, SomeEntries.lasting(Duration.ofHours(1), Instant.now()));
            proxy.set(new Fault.HalfOpen());
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    state.tokens().find(key);
                    stillInterrupted.complete(false);
                } catch (CacheUnavailable e) {
                    stillInterrupted.complete(Thread.currentThread().isInterrupted());
                }
            });
            Eventually.isTrue("it waits", Duration.ofSeconds(10), () -> WAITING.contains(reader.getState()));
            reader.interrupt();

            assertThat(stillInterrupted.join()).isTrue();
            proxy.heal();
            assertThat(state.tokens().find(key)).isPresent();
            assertThat(state.isUsable()).isTrue();
        }
    }
}
