package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.UnreadableEntry;
import dev.jeton.api.port.SealLabel;
import dev.jeton.crypto.KeyRing;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class SealedValuesTest {

    @AutoClose
    private static final RedisProcess REDIS = RedisProcess.start();

    private static final String OURS = "auth:token:genesys:acme";
    private static final String THEIRS = "auth:token:genesys:other";
    private static final String K1 = NewKey.named("k1");
    private static final String K2 = NewKey.named("k2");
    private static final String PLAIN =
            "{\"v\":1,\"key\":\"genesys:acme\",\"access_token\":\"c4nary\",\"issued_at\":1000,"
                    + "\"refresh_at\":2000,\"usable_until\":3000,\"cached_until\":4000,\"expires_at\":null}";

    @AutoClose
    private final KeyRing keys = KeyRing.parse(K1);

    @AutoClose
    private final WatchedState state = WatchedState.sealed(REDIS, keys);

    private final TokenKey key = TokenKey.of("genesys", "acme");
    private final TokenKey other = TokenKey.of("genesys", "other");
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @BeforeEach
    void flush() {
        REDIS.command("FLUSHALL");
    }

    static final List<Arguments> CHANGES = List.of(
            change("with a flipped bit in its ciphertext", was -> flipped(was, was.indexOf("ct") + 20)),
            change("with a flipped bit in its nonce", was -> flipped(was, was.indexOf("iv") + 7)),
            change("with a cut tag", was -> was.substring(0, was.length() - 26) + "\"}"),
            change("cut off", was -> was.substring(0, was.length() / 2)),
            change("of a future version", was -> was.replace("\"v\":1", "\"v\":2")),
            change("with an unknown key id", was -> was.replace("\"k1\"", "\"k9\"")),
            change("with a member more", was -> was.replace("}", ",\"x\":1}")),
            change("followed by a blank", was -> was + " "),
            change("longer than any", was -> was.replace("}", " ".repeat(100_000) + "}")),
            change("plain JSON", was -> PLAIN),
            change("plain JSON inside an envelope", was -> PLAIN.replace("}", ",\"ct\":\"AAAA\"}")),
            change("garbage", was -> "c4nary"));

    private static Arguments change(String what, UnaryOperator<String> change) {
        return Arguments.of(what, change);
    }

    private static String flipped(String sealed, int at) {
        return sealed.substring(0, at) + (char) (sealed.charAt(at) ^ 2) + sealed.substring(at + 1);
    }

    @ParameterizedTest(name = "fault 50 a sealed value that is {0} is a miss and an event, and is replaced")
    @FieldSource("CHANGES")
    void changed(String what, UnaryOperator<String> change) {
        state.tokens().store(key, entry);
        String sealed = stored(OURS);
        assertThat(change.apply(sealed)).as(what).isNotEqualTo(sealed);
        REDIS.command("SET", OURS, change.apply(sealed));

        assertMissAndReplaced(state, key);
    }

    @Test
    @DisplayName("fault 51 I4 a sealed value that was moved or copied under another tenant's key is a miss there")
    void moved() {
        state.tokens().store(other, entry);
        REDIS.command("COPY", THEIRS, OURS);
        assertMissAndReplaced(state, key);
        // The entry inside names its key as well; a moved one is not even opened.
        assertThat(state.events().of(UnreadableEntry.class))
                .extracting(UnreadableEntry::reason)
                .containsOnly("changed, or sealed for another label or with another key");
        assertThat(state.tokens().find(other)).contains(entry);

        state.events().clear();
        REDIS.command("RENAME", OURS, THEIRS);
        assertMissAndReplaced(state, other);
    }

    @Test
    @DisplayName("fault 51 a value that the ring sealed for another purpose is no token")
    void otherPurpose() {
        byte[] grant = keys.seal(SealLabel.of("grant", key), PLAIN.getBytes(StandardCharsets.UTF_8));
        REDIS.command("SET", OURS, new String(grant, StandardCharsets.US_ASCII));

        assertMissAndReplaced(state, key);
    }

    @Test
    @DisplayName("99 what other keys sealed is a miss for us, and ours for them; nobody meets an exception")
    void otherKeys() {
        state.tokens().store(key, entry);

        try (KeyRing theirs = KeyRing.parse(K2);
                WatchedState them = WatchedState.sealed(REDIS, theirs)) {
            assertMissAndReplaced(them, key);
        }
        assertMissAndReplaced(state, key);
    }

    @Test
    @DisplayName("98 while keys rotate nobody misses anything: new in front, all written anew, old one away")
    void rotation() {
        state.tokens().store(key, entry);
        try (KeyRing both = KeyRing.parse(K2 + "," + K1);
                KeyRing next = KeyRing.parse(K2);
                WatchedState rotating = WatchedState.sealed(REDIS, both);
                WatchedState rotated = WatchedState.sealed(REDIS, next)) {
            assertThat(rotating.tokens().find(key)).contains(entry);
            rotating.tokens().store(key, entry);
            assertThat(stored(OURS)).contains("\"kid\":\"k2\"");
            assertThat(rotated.tokens().find(key)).contains(entry);
            assertThat(rotating.events().of(UnreadableEntry.class)).isEmpty();
            assertThat(rotated.events().of(UnreadableEntry.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("fault 50 with encryption off an envelope is a miss and an event, and is replaced")
    void envelopeWhileOff() {
        state.tokens().store(key, entry);

        try (WatchedState off = WatchedState.patient(REDIS)) {
            assertMissAndReplaced(off, key);
        }
    }

    @Test
    @DisplayName("contract: a sealed value is an envelope with v, kid, iv and ct, and lives as long as its token")
    void envelope() {
        state.tokens().store(key, entry);

        assertThat(stored(OURS))
                .matches("\\{\"v\":1,\"kid\":\"k1\",\"iv\":\"[A-Za-z0-9+/]{16}\",\"ct\":\"[A-Za-z0-9+/]+=*\"}");
        assertThat((Long) REDIS.command("TTL", OURS)).isBetween(3_000L, 3_600L);
    }

    @Test
    @DisplayName("I6 95 with sealing on, nothing in Redis holds a token")
    void nothingIsReadable() {
        Canaries canaries = new Canaries();
        canaries.register("token", entry.token().value());
        state.tokens().store(key, entry);
        state.tokens().store(other, entry);
        assertThat(state.locks().tryAcquire(key, Duration.ofSeconds(30))).isPresent();
        int values = 0;

        for (Object name : keysInRedis()) {
            canaries.assertNoneIn("the value of " + name, stored(String.valueOf(name)));
            values++;
        }
        System.out.printf("%d values checked, 0 violated%n", values);
        assertThat(values).isEqualTo(3);
    }

    private void assertMissAndReplaced(WatchedState reader, TokenKey where) {
        assertThat(reader.tokens().find(where)).isEmpty();
        assertThat(reader.events().of(UnreadableEntry.class)).singleElement().satisfies(event -> {
            assertThat(event.key()).isEqualTo(where);
            assertThat(event.reason()).isNotBlank();
            new Canaries().assertNoneIn("the reason", event.reason());
        });
        assertThat(reader.tokens().removeIf(where, entry.token().fingerprint())).isFalse();

        reader.tokens().store(where, entry);
        assertThat(reader.tokens().find(where)).contains(entry);
    }

    private static List<?> keysInRedis() {
        return REDIS.command("KEYS", "*") instanceof List<?> names ? names : List.of();
    }

    private static String stored(String name) {
        return String.valueOf(REDIS.command("GET", name));
    }
}
