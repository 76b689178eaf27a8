package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.UnreadableEntry;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableValuesTest {

    private static final RedisProcess REDIS = RedisProcess.start();
    private static final String GOOD = "{\"v\":1,\"key\":\"genesys:acme\",\"access_token\":\"abc\",\"issued_at\":1000,"
            + "\"refresh_at\":2000,\"usable_until\":3000,\"cached_until\":4000,\"expires_at\":5000}";

    private final WatchedState state = WatchedState.patient(REDIS);
    private final TokenKey key = TokenKey.of("genesys", "acme");

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @AfterEach
    void disconnect() {
        state.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("cut off", GOOD.substring(0, 60)),
                Arguments.of("cut off before its last brace", GOOD.substring(0, GOOD.length() - 1)),
                Arguments.of("followed by garbage", GOOD + "}"),
                Arguments.of("followed by another value", GOOD + GOOD),
                Arguments.of("of a future version", GOOD.replace("\"v\":1", "\"v\":2")),
                Arguments.of("of version 1.0", GOOD.replace("\"v\":1", "\"v\":1.0")),
                Arguments.of("of version \"1\"", GOOD.replace("\"v\":1", "\"v\":\"1\"")),
                Arguments.of("of no version", GOOD.replace("\"v\":1,", "")),
                Arguments.of("for another tenant", GOOD.replace("genesys:acme", "genesys:other")),
                Arguments.of("for another spelling of the tenant", GOOD.replace("genesys:acme", "genesys:ACME")),
                Arguments.of("without a key", GOOD.replace("\"key\":\"genesys:acme\",", "")),
                Arguments.of("with a key twice", GOOD.replace("\"v\":1", "\"v\":1,\"key\":\"genesys:acme\"")),
                Arguments.of("without a token", GOOD.replace("\"access_token\":\"abc\",", "")),
                Arguments.of("with an empty token", GOOD.replace("\"abc\"", "\"\"")),
                Arguments.of("with a line break in the token", GOOD.replace("\"abc\"", "\"a\\r\\nb\"")),
                Arguments.of("with a number for a token", GOOD.replace("\"abc\"", "7")),
                Arguments.of("with a token too long", GOOD.replace("abc", "a".repeat(16_385))),
                Arguments.of("longer than any entry", GOOD.replace("abc", "a".repeat(70_000))),
                Arguments.of("without an expiry", GOOD.replace(",\"expires_at\":5000", "")),
                Arguments.of("with true for an expiry", GOOD.replace("5000", "true")),
                Arguments.of("with an array for an expiry", GOOD.replace("5000", "[]")),
                Arguments.of("with a text for an expiry", GOOD.replace("5000", "\"5000\"")),
                Arguments.of("with an expiry beyond a long", GOOD.replace("5000", "99999999999999999999")),
                Arguments.of("with an expiry beyond every calendar", GOOD.replace("5000", "9223372036854775807")),
                Arguments.of("with an expiry before the rest", GOOD.replace("5000", "3999")),
                Arguments.of("with a negative moment", GOOD.replace("1000", "-1")),
                Arguments.of("with a fraction for a moment", GOOD.replace("2000", "2000.5")),
                Arguments.of("nested deeply", GOOD.replace("5000", "[".repeat(20_000) + "]".repeat(20_000))),
                Arguments.of("an array", "[" + GOOD + "]"),
                Arguments.of("a text", "\"abc\""),
                Arguments.of("null", "null"),
                Arguments.of("an empty object", "{}"),
                Arguments.of("an envelope of encryption", "{\"v\":1,\"kid\":\"k\",\"iv\":\"AA\",\"ct\":\"AA\"}"),
                Arguments.of("HTML", "<html>502 Bad Gateway</html>"),
                Arguments.of("NUL bytes", "\0".repeat(100)),
                Arguments.of("a bare token", "abc"),
                Arguments.of("blanks", "   "));
    }

    @ParameterizedTest(name = "fault 49 a value that is {0} is a miss and an event, and is replaced")
    @MethodSource("values")
    void unreadable(String what, String value) {
        REDIS.command("SET", "auth:token:" + key, value);

        assertThat(state.tokens().find(key)).as(what).isEmpty();
        assertThat(state.events().of(UnreadableEntry.class))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.reason()).isNotBlank().doesNotContain("abc"));
        assertThat(state.tokens().removeIf(key, Fingerprint.of("abc"))).isFalse();

        TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());
        state.tokens().store(key, entry);
        assertThat(state.tokens().find(key)).contains(entry);
    }

    @Test
    @DisplayName("the value from which all of these were made is readable, also with a member that is new")
    void readable() {
        REDIS.command("SET", "auth:token:" + key, GOOD);
        assertThat(state.tokens().find(key)).isPresent();

        REDIS.command("SET", "auth:token:" + key, GOOD.replace("\"v\":1", "\"v\":1,\"scope\":\"x\""));
        assertThat(state.tokens().find(key)).isPresent();
    }

    @Test
    @DisplayName("an empty value is a miss")
    void empty() {
        REDIS.command("SET", "auth:token:" + key, "");

        assertThat(state.tokens().find(key)).isEmpty();
    }
}
