package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.LockRepository.Lease;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeysInRedisTest {

    private static final String TOKEN = "auth:token:genesys:acme";
    private static final String LOCK = "auth:lock:genesys:acme";

    private final RedisProcess redis = RedisProcess.start();
    private final WatchedState state = WatchedState.patient(redis);
    private final TokenKey key = TokenKey.of("genesys", "acme");
    private final Instant now = Instant.now();

    @AfterEach
    void stop() {
        state.close();
        redis.close();
    }

    @Test
    @DisplayName("contract: keys are spelled auth:token:{provider}:{tenantId} and auth:lock:{provider}:{tenantId}")
    void spelling() {
        state.tokens().store(key, SomeEntries.lasting(Duration.ofHours(1), now));
        try (Lease lease = state.locks().tryAcquire(key, Duration.ofSeconds(30)).orElseThrow()) {
            assertThat(lease).isNotNull();
            assertThat(redis.command("DBSIZE")).isEqualTo(2L);
            assertThat(redis.command("EXISTS", TOKEN, LOCK)).isEqualTo(2L);
        }
        assertThat(redis.command("KEYS", "*")).isEqualTo(List.of(TOKEN));
    }

    @Test
    @DisplayName("contract: a value is one flat JSON object that any program can read")
    void valueIsJson() throws IOException {
        TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), now);
        Schedule schedule = entry.schedule();
        state.tokens().store(key, entry);

        assertThat(members())
                .isEqualTo(Map.of(
                        "v", "1",
                        "key", "genesys:acme",
                        "access_token", entry.token().value(),
                        "issued_at", Long.toString(schedule.issuedAt().toEpochMilli()),
                        "refresh_at", Long.toString(schedule.refreshAt().toEpochMilli()),
                        "usable_until", Long.toString(schedule.usableUntil().toEpochMilli()),
                        "cached_until", Long.toString(schedule.cachedUntil().toEpochMilli()),
                        "expires_at",
                                Long.toString(schedule.expiry().orElseThrow().toEpochMilli())));
    }

    @Test
    @DisplayName("contract: a token that never expires says so by an explicit null")
    void neverIsNull() throws IOException {
        state.tokens().store(key, SomeEntries.unlimited(now));

        assertThat(members()).containsEntry("expires_at", "null");
    }

    @Test
    @DisplayName("B-07 a lock holds the owner's id, another one for every holding")
    void ownerPerHolding() {
        assertThat(state.locks().tryAcquire(key, Duration.ofSeconds(30))).isPresent();
        Object first = redis.command("GET", LOCK);
        redis.command("DEL", LOCK);
        assertThat(state.locks().tryAcquire(key, Duration.ofSeconds(30))).isPresent();

        assertThat(first).asString().matches("[0-9a-f-]{36}");
        assertThat(redis.command("GET", LOCK)).isNotEqualTo(first);
    }

    @Test
    @DisplayName("contract: a token's key lives as long as its entry may be cached, and no key lives for ever")
    void tokensHaveATtl() {
        for (int round = 0; round < 100; round++) {
            Duration lifetime = Duration.ofSeconds(30 + 997L * round);
            TokenKey each = SomeKeys.fresh();
            state.tokens().store(each, SomeEntries.lasting(lifetime, now));
            assertThat(ttlOf("auth:token:" + each)).isBetween(1L, lifetime.toMillis());
        }
        state.tokens().store(key, SomeEntries.unlimited(now));
        assertThat(ttlOf(TOKEN)).isBetween(1L, Duration.ofHours(24).toMillis());
    }

    @Test
    @DisplayName("contract: a lock's key lives as long as its lease")
    void locksHaveATtl() {
        assertThat(state.locks().tryAcquire(key, Duration.ofSeconds(30))).isPresent();

        assertThat(ttlOf(LOCK)).isBetween(1L, 30_000L);
    }

    @Test
    @DisplayName("fault 54 a key that has lost its TTL is judged by its own schedule, and gets one when it is stored")
    void ttlTakenAway() {
        TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), now);
        state.tokens().store(key, entry);
        redis.command("PERSIST", TOKEN);

        assertThat(state.tokens().find(key)).contains(entry);
        assertThat(entry.schedule().isValid(now.plus(Duration.ofHours(1)))).isFalse();

        state.tokens().store(key, entry);
        assertThat(ttlOf(TOKEN)).isPositive();
    }

    private long ttlOf(String name) {
        Object ttl = redis.command("PTTL", name);
        return ttl instanceof Long millis ? millis : -3;
    }

    private Map<String, String> members() throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(String.valueOf(redis.command("GET", TOKEN)))) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, json.getText());
            }
            assertThat(json.currentToken()).isEqualTo(JsonToken.END_OBJECT);
        }
        return members;
    }
}
