package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.CacheFault;
import dev.jeton.api.event.TokenEvent.SharedStateChanged;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import dev.jeton.testkit.server.RespConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedisRefusalsTest {

    private final RedisProcess redis = RedisProcess.start();
    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("fault 44 a replica answers reads, refuses writes, and takes them when it is the primary again")
    void readOnly() {
        try (WatchedState state = WatchedState.patient(redis)) {
            state.tokens().store(key, entry);
            Lease lease = state.locks().tryAcquire(key, Duration.ofSeconds(30)).orElseThrow();
            redis.command("REPLICAOF", "127.0.0.1", "1");

            assertThat(state.tokens().find(key)).contains(entry);
            assertWritesRefused(state);
            lease.close();
            assertThat(state.events().count(CacheFault.class))
                    .as("the lock is not freed")
                    .isEqualTo(1);

            redis.command("REPLICAOF", "NO", "ONE");
            assertWritesWork(state);
            assertNeverUnusable(state);
        }
    }

    @Test
    @DisplayName("fault 44 a refused write is answered by a new connection: the primary may be somewhere else by now")
    void readOnlyReconnects() {
        try (FaultProxy proxy = FaultProxy.inFrontOf(redis.host(), redis.port());
                WatchedState state = WatchedState.through(proxy, Duration.ofSeconds(5), 1)) {
            state.awaitWatched();
            state.tokens().store(key, entry);
            int before = proxy.accepted();
            redis.command("REPLICAOF", "127.0.0.1", "1");

            Timed.call(() -> state.tokens().store(key, entry)).assertUnavailable();
            assertThat(state.tokens().find(key)).contains(entry);

            assertThat(proxy.accepted()).isGreaterThan(before);
        }
    }

    @Test
    @DisplayName("fault 45 a full server answers reads and removals, refuses writes, and never counts as gone")
    void outOfMemory() {
        try (WatchedState state = WatchedState.patient(redis)) {
            state.tokens().store(key, entry);
            Lease lease = state.locks().tryAcquire(key, Duration.ofSeconds(30)).orElseThrow();
            redis.command("CONFIG", "SET", "maxmemory", "1");

            assertThat(state.tokens().find(key)).contains(entry);
            assertWritesRefused(state);
            lease.close();
            assertThat(state.events().count(CacheFault.class)).isZero();
            assertThat(state.tokens().removeIf(key, entry.token().fingerprint()))
                    .isTrue();

            redis.command("CONFIG", "SET", "maxmemory", "0");
            assertWritesWork(state);
            assertNeverUnusable(state);
        }
    }

    @Test
    @DisplayName("fault 47 a password that is changed makes it unusable, and usable when it is changed back")
    void passwordChanged() throws IOException {
        try (WatchedState state = WatchedState.patient(redis);
                RespConnection admin = redis.connect()) {
            state.tokens().store(key, entry);
            admin.call("CONFIG", "SET", "requirepass", "another");
            admin.call("CLIENT", "KILL", "TYPE", "normal");

            Timed.call(() -> state.tokens().find(key)).assertUnavailable();
            state.awaitUnusable();
            Timed.call(() -> state.tokens().find(key)).assertUnavailable();

            admin.call("CONFIG", "SET", "requirepass", "");
            state.awaitUsable();
            assertThat(state.tokens().find(key)).contains(entry);
        }
    }

    @Test
    @DisplayName("fault 47 a command that is not permitted fails alone: the others work and the server is not gone")
    void notPermitted() {
        redis.command("ACL", "SETUSER", "reader", "on", ">word", "~auth:*", "+@all", "-set", "-eval");
        URI uri = URI.create("redis://reader:word@" + redis.host() + ":" + redis.port());
        try (WatchedState all = WatchedState.patient(redis);
                WatchedState state = WatchedState.patient(uri)) {
            all.tokens().store(key, entry);

            assertThat(state.tokens().find(key)).contains(entry);
            assertWritesRefused(state);
            Timed.call(() -> state.tokens().removeIf(key, entry.token().fingerprint()))
                    .assertUnavailable();
            assertThat(state.tokens().remove(key)).isTrue();
            assertNeverUnusable(state);
        }
    }

    private void assertWritesRefused(WatchedState state) {
        for (int round = 0; round < 20; round++) {
            Timed.call(() -> state.tokens().store(key, entry)).assertUnavailable();
            Timed.call(() -> state.locks().tryAcquire(SomeKeys.fresh(), Duration.ofSeconds(30)))
                    .assertUnavailable();
        }
    }

    private void assertWritesWork(WatchedState state) {
        TokenEntry newer = SomeEntries.lasting(Duration.ofHours(2), Instant.now());
        state.tokens().store(key, newer);
        assertThat(state.tokens().find(key)).contains(newer);
        assertThat(state.locks().tryAcquire(SomeKeys.fresh(), Duration.ofSeconds(30)))
                .isPresent();
    }

    /** Usable since the first ping, without a moment's doubt. */
    private static void assertNeverUnusable(WatchedState state) {
        assertThat(state.isUsable()).isTrue();
        assertThat(state.events().of(SharedStateChanged.class))
                .extracting(SharedStateChanged::usable)
                .containsExactly(true);
    }
}
