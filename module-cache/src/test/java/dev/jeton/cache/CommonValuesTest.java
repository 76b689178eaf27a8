package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.event.TokenEvent.UnreadableEntry;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.RecordingEvents;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommonValuesTest {

    private static final RedisProcess REDIS = RedisProcess.start();
    private static final String NAME = "genesys:token:acme";

    private final RecordingEvents events = new RecordingEvents();
    private final TokenKey key = TokenKey.of("genesys", "acme");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final CommonTokens tokens = CommonTokens.open(
            new RedisSettings(RedisAddress.of(REDIS.uri().toString()), Duration.ofSeconds(5), 4),
            Set.of(key.provider()),
            events,
            TimeSource.system());

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @AfterEach
    void disconnect() {
        tokens.close();
        REDIS.command("FLUSHALL");
    }

    @Test
    @DisplayName("A-02 what is written is exactly the four members, numbers as integers, in plain text")
    void written() {
        store(Duration.ofHours(1));

        assertThat(REDIS.command("GET", NAME))
                .isEqualTo("{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"expiry\":"
                        + (now.getEpochSecond() + 3600) + "}");
        assertThat(REDIS.command("KEYS", "*")).asString().isEqualTo("[" + NAME + "]");
    }

    @ParameterizedTest(name = "A-03 a token of {0} s is kept for {1} ms")
    @CsvSource({
        "2, 1500",
        "60, 45000",
        "299, 224250",
        "300, 225000",
        "301, 225750",
        "1199, 899250",
        "1200, 900000",
        "1201, 901000",
        "3600, 3300000",
        "86400, 86100000"
    })
    void timeToLive(long lifetime, long millis) {
        store(Duration.ofSeconds(lifetime));

        // From the beginning of this second; for the shortest it may be over by now, and then nothing is there.
        long spent = Duration.between(now, Instant.now()).toMillis();
        if (spent < millis || lifetime > 2) {
            assertThat((Long) REDIS.command("PTTL", NAME)).isBetween(Math.max(1, millis - spent - 2_000), millis);
        }
    }

    @Test
    @DisplayName("A-03 what may not be kept any longer is deleted, never stored without a time to live")
    void nothingLeft() {
        REDIS.command("SET", NAME, "something");
        tokens.tokens()
                .store(
                        key,
                        new TokenEntry(
                                AccessToken.bearer("abc"), schedule(Duration.ofHours(1), now.minusSeconds(3301))));

        assertThat(REDIS.command("EXISTS", NAME)).isEqualTo(0L);
    }

    @ParameterizedTest(name = "A-02 read: {0}")
    @ValueSource(
            strings = {
                "{'access_token':'abc','token_type':'Bearer','expires_in':3600,'expiry':@}",
                "{ \"expiry\" : @.75 , 'expires_in': 3600.0,\n 'token_type': 'bearer', 'access_token': 'abc' }",
                "{'access_token':'abc','token_type':'Bearer','expires_in':'3600','expiry':'@'}",
                "{'access_token':'abc','expires_in':3600,'expiry':@}",
                "{'access_token':'abc','token_type':null,'expires_in':null,'expiry':@}",
                "{'access_token':'abc','expiry':@}",
                "{'access_token':'abc','expiry':@,'scope':'x','more':{'expiry':1,'a':[{}]},'at':null}",
            })
    void readable(String value) {
        // Without a time to live, as programs write it that leave it to the readers.
        write(value);

        TokenEntry found = tokens.tokens().find(key).orElseThrow();
        assertThat(found.token()).isEqualTo(AccessToken.bearer("abc"));
        assertThat(found.schedule()).isEqualTo(schedule(Duration.ofHours(1), now.minusSeconds(100)));
        assertThat(found.schedule().usableUntil()).isEqualTo(now.plusSeconds(3200));
        assertThat(events.of(UnreadableEntry.class)).isEmpty();
    }

    @ParameterizedTest(name = "A-02 a miss and an event, never an exception: {0}")
    @ValueSource(
            strings = {
                "{'access_token':'abc','token_type':'Bearer','expires_in':3600}",
                "{'access_token':'abc','expires_in':3600,'expiry':null}",
                "{'access_token':'abc','expires_in':3600,'expiry':'soon'}",
                "{'access_token':'abc','expires_in':3600,'expiry':true}",
                "{'access_token':'abc','expires_in':3600,'expiry':[@]}",
                "{'access_token':'abc','expires_in':3600,'expiry':-@}",
                "{'access_token':'abc','expires_in':3600,'expiry':@000}",
                "{'access_token':'abc','expires_in':3600,'expiry':1e99999999}",
                "{'access_token':'abc','expires_in':3600,'expiry':1e-99999999}",
                "{'access_token':'abc','expires_in':3600,'expiry':'1e-99999999'}",
                "{'access_token':'abc','expires_in':3600,'expiry':0}",
                "{'access_token':'abc','expires_in':3600,'expiry':0.999}",
                "{'access_token':'abc','expires_in':3600,'expiry':1000}",
                "{'access_token':'abc','expires_in':0,'expiry':@}",
                "{'access_token':'abc','expires_in':-1,'expiry':@}",
                "{'access_token':'abc','expires_in':'x','expiry':@}",
                "{'access_token':'abc','expires_in':{},'expiry':@}",
                "{'access_token':'abc','token_type':{},'expires_in':3600,'expiry':@}",
                "{'access_token':'','expires_in':3600,'expiry':@}",
                "{'access_token':7e,'expires_in':3600,'expiry':@}",
                "{'access_token':'a b','expires_in':3600,'expiry':@}",
                "{'expires_in':3600,'expiry':@}",
                "{'access_token':'abc','access_token':'abc','expires_in':3600,'expiry':@}",
                "{'access_token':'abc','expires_in':3600,'expiry':@",
                "{'access_token':'abc','expires_in':3600,'expiry':@}}",
                "['abc']",
                "abc",
                "null",
                "   ",
                "{'v':1,'kid':'k','iv':'AA','ct':'AA'}"
            })
    void unreadable(String value) {
        write(value);

        assertThat(tokens.tokens().find(key)).isEmpty();
        assertThat(tokens.tokens().removeIf(key, Fingerprint.of("abc"))).isFalse();
        assertThat(events.of(UnreadableEntry.class))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.reason()).isNotBlank().doesNotContain("abc"));

        store(Duration.ofHours(1));
        assertThat(tokens.tokens().find(key)).as("stored over it").isPresent();
    }

    @Test
    @DisplayName("fault 48, 53 another type or 64 KiB under the key is a miss and an event")
    void anotherType() {
        REDIS.command("LPUSH", NAME, "x");
        assertThat(tokens.tokens().find(key)).isEmpty();
        REDIS.command("DEL", NAME);
        write("{'access_token':'abc','expiry':@,'more':'" + "x".repeat(66_000) + "'}");
        assertThat(tokens.tokens().find(key)).isEmpty();
        assertThat(events.count(UnreadableEntry.class)).isEqualTo(2);
    }

    @Test
    @DisplayName("no provider can be called what keys of ours begin with, of any kind")
    void reserved() {
        for (String name : new String[] {"token", "tokens", "auth", "cache"}) {
            assertThatThrownBy(() -> CommonTokens.requireFree(new ProviderId(name)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(name + " is a reserved name");
        }
        for (String name : new String[] {"genesys", "t", "auth2", "authority", "cac", "tok", "token-service"}) {
            CommonTokens.requireFree(new ProviderId(name));
        }
        assertThatThrownBy(() -> new RedisGrantSettings("qontak:token:", Duration.ofHours(6)))
                .hasMessageContaining("tokens of clients");
    }

    private void store(Duration lifetime) {
        tokens.tokens().store(key, new TokenEntry(AccessToken.bearer("abc"), schedule(lifetime, now)));
    }

    private static Schedule schedule(Duration lifetime, Instant received) {
        return TtlPolicy.forClients().schedule(new Validity.Lasting(lifetime), received);
    }

    private void write(String value) {
        String expiry = Long.toString(now.getEpochSecond() + 3500);
        assertThat(Optional.ofNullable(
                        REDIS.command("SET", NAME, value.replace('\'', '"').replace("@", expiry))))
                .contains("OK");
    }
}
