package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.UnreadableEntry;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignValuesTest {

    private static final String OURS = "auth:token:genesys:acme";
    private static final String THEIRS = "auth:token:genesys:other";

    private final RedisProcess redis = RedisProcess.start();
    private final WatchedState state = WatchedState.patient(redis);
    private final TokenKey key = TokenKey.of("genesys", "acme");
    private final TokenKey other = TokenKey.of("genesys", "other");
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @AfterEach
    void stop() {
        state.close();
        redis.close();
    }

    @ParameterizedTest(name = "fault 48 a key made by {0} is a miss, and is replaced by the next token")
    @ValueSource(
            strings = {
                "HSET auth:token:genesys:acme a b",
                "LPUSH auth:token:genesys:acme a",
                "SADD auth:token:genesys:acme a",
                "ZADD auth:token:genesys:acme 1 a",
                "XADD auth:token:genesys:acme * a b"
            })
    void wrongType(String command) {
        redis.command(command.split(" "));

        assertMissAndReplaced();
    }

    @Test
    @DisplayName("fault 48 a lock key of another type is held by somebody, and closing a lease leaves it")
    void wrongTypeUnderALock() {
        Lease lease = state.locks().tryAcquire(key, Duration.ofSeconds(30)).orElseThrow();
        redis.command("DEL", "auth:lock:genesys:acme");
        redis.command("LPUSH", "auth:lock:genesys:acme", "a");

        lease.close();

        assertThat(redis.command("EXISTS", "auth:lock:genesys:acme")).isEqualTo(1L);
        assertThat(state.locks().tryAcquire(key, Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    @DisplayName("fault 51, I4 a value that was moved under another tenant's key is a miss")
    void movedByRename() {
        state.tokens().store(other, entry);
        redis.command("RENAME", THEIRS, OURS);

        assertMissAndReplaced();
    }

    @Test
    @DisplayName("fault 51, I4 a value that was copied under another tenant's key is a miss there only")
    void copied() {
        state.tokens().store(other, entry);
        redis.command("SET", OURS, String.valueOf(redis.command("GET", THEIRS)));

        assertMissAndReplaced();
        assertThat(state.tokens().find(other)).contains(entry);
    }

    @Test
    @DisplayName("fault 53 of a value of a hundred megabytes only so much is read as our own could have")
    void hugeValue() {
        redis.command("SETRANGE", OURS, Integer.toString(100 * 1024 * 1024), "x");
        long before = bytesSent();

        assertMissAndReplaced();

        assertThat(bytesSent() - before).isLessThan(1024 * 1024);
    }

    @Test
    @DisplayName("fault 38 after FLUSHALL all is forgotten, no lock is held, and a late close frees nobody's")
    void flushed() {
        state.tokens().store(key, entry);
        Lease lost = state.locks().tryAcquire(key, Duration.ofSeconds(30)).orElseThrow();
        redis.command("FLUSHALL");

        assertThat(state.tokens().find(key)).isEmpty();
        assertThat(state.tokens().removeIf(key, entry.token().fingerprint())).isFalse();
        assertLateCloseFreesNobodysLock(lost);
        state.tokens().store(key, entry);
        assertThat(state.tokens().find(key)).contains(entry);
    }

    @Test
    @DisplayName("fault 46 the holder of an evicted lock does not free the next holder's")
    void lockEvicted() {
        Lease evicted = state.locks().tryAcquire(key, Duration.ofSeconds(30)).orElseThrow();
        redis.command("DEL", "auth:lock:genesys:acme");

        assertLateCloseFreesNobodysLock(evicted);
    }

    private void assertLateCloseFreesNobodysLock(Lease late) {
        try (Lease next = state.locks().tryAcquire(key, Duration.ofSeconds(30)).orElseThrow()) {
            late.close();
            assertThat(state.locks().tryAcquire(key, Duration.ofSeconds(30)))
                    .as("held by %s", next)
                    .isEmpty();
        }
        assertThat(state.locks().tryAcquire(key, Duration.ofSeconds(30))).isPresent();
    }

    private void assertMissAndReplaced() {
        assertThat(state.tokens().find(key)).isEmpty();
        assertThat(state.events().of(UnreadableEntry.class))
                .extracting(UnreadableEntry::key)
                .containsExactly(key);
        assertThat(state.tokens().removeIf(key, entry.token().fingerprint())).isFalse();

        state.tokens().store(key, entry);
        assertThat(state.tokens().find(key)).contains(entry);
    }

    private long bytesSent() {
        return String.valueOf(redis.command("INFO", "stats"))
                .lines()
                .filter(line -> line.startsWith("total_net_output_bytes:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }
}
