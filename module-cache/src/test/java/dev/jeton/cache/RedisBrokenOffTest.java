package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisBrokenOffTest {

    private static final RedisProcess REDIS = RedisProcess.start();

    private final FaultProxy proxy = FaultProxy.inFrontOf(REDIS.host(), REDIS.port());
    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @AfterEach
    void disconnect() {
        proxy.close();
    }

    static Stream<Fault> lasting() {
        return Stream.of(new Fault.Reset(), new Fault.Refuse());
    }

    @ParameterizedTest(name = "B-11 under {0} every call ends at once as unavailable, until it is over")
    @MethodSource("lasting")
    void lastingFaults(Fault fault) {
        try (WatchedState state = WatchedState.through(proxy, Timed.TIMEOUT, 4)) {
            state.awaitUsable();
            proxy.set(fault);

            Timed.call(() -> state.tokens().find(key)).assertUnavailable();
            Timed.call(() -> state.tokens().store(key, entry)).assertUnavailable();
            state.awaitUnusable();

            proxy.heal();
            assertWorksAgain(state);
        }
    }

    @ParameterizedTest(name = "B-11 one answer that is garbage costs one call: {0}")
    @ValueSource(
            strings = {
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "\u0000\u0001\u0002\u00ff",
                "$-7\r\n",
                "$99999999999\r\n",
                "$abc\r\n",
                ":abc\r\n",
                "*3\r\n$1\r\na\r\n",
                "%2\r\n+a\r\n",
                ":1\r\n",
                "-ERR \r\n",
                "+\r\n",
                "\r\n"
            })
    void garbage(String bytes) {
        assertSurvives(new Fault.Garbage(bytes));
    }

    static Stream<Fault.Event> events() {
        return Stream.of(new Fault.ResetAfterRequest(), new Fault.DropAnswer());
    }

    @ParameterizedTest(name = "B-11 {0} costs one call")
    @MethodSource("events")
    @DisplayName("B-11 one exchange that is broken off costs one call")
    void brokenOff(Fault.Event event) {
        assertSurvives(event);
    }

    private void assertSurvives(Fault.Event event) {
        try (WatchedState state = WatchedState.through(proxy, Timed.TIMEOUT, 4)) {
            state.awaitUsable();
            proxy.once(event);

            // The watch's ping may be the one that is struck, so this call may end well.
            Timed.call(() -> state.tokens().find(key)).assertBounded();
            Eventually.isTrue("it has happened", WatchedState.PATIENCE, () -> proxy.struck() == 1);

            assertWorksAgain(state);
        }
    }

    private void assertWorksAgain(WatchedState state) {
        Eventually.passes(WatchedState.PATIENCE, () -> {
            assertThat(state.isUsable()).isTrue();
            assertThat(Timed.call(() -> state.tokens().store(key, entry)).failure())
                    .isEmpty();
        });
        assertThat(state.tokens().find(key)).contains(entry);
    }
}
