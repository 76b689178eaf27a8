package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedKeysTest {

    private static final RedisProcess REDIS = RedisProcess.start();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NAME = "genesys:token:acme";

    private final BrokerDouble broker = BrokerDouble.start();
    private final RecordedEvents events = new RecordedEvents();
    private final TokenClient client = unhurried().events(events).build();

    private TokenClientBuilder unhurried() {
        return broker.client().redis(REDIS.uri().toString()).redisTimeout(Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @AfterEach
    void disconnect() {
        client.close();
        broker.close();
        REDIS.command("FLUSHALL");
    }

    @ParameterizedTest(name = "A-01 of a lifetime of {0} s with {1} s left: broker calls {2}")
    @CsvSource({
        "3600, 3595, 0",
        "3600, 305, 0",
        "3600, 295, 1",
        "1200, 305, 0",
        "1200, 295, 1",
        "1199, 305, 0",
        "1199, 294, 1",
        "400, 105, 0",
        "400, 95, 1",
        "60, 20, 0",
        "60, 10, 1",
        "3600, -1, 1"
    })
    void buffer(int lifetime, int left, int calls) {
        write("foreign", lifetime, left);

        String token = client.getAuthToken("acme").value();
        assertThat(token).isEqualTo(calls == 0 ? "foreign" : BrokerDouble.token(1));
        assertThat(broker.calls()).isEqualTo(calls);
    }

    @Test
    @DisplayName("A-02 what a program in Python writes is used, and what the client writes any program can read")
    void interchange() {
        // json.dumps({"access_token": …, "token_type": "Bearer", "expires_in": 3600, "expiry": time.time() + 3600})
        REDIS.command(
                "SET",
                NAME,
                "{\"access_token\": \"from-python\", \"token_type\": \"Bearer\", \"expires_in\": 3600, \"expiry\": "
                        + (Instant.now().getEpochSecond() + 3600) + ".4182138}");
        assertThat(client.getAuthToken("acme")).isEqualTo(AccessToken.bearer("from-python"));

        client.getAuthToken(TokenKey.of("whatsapp", "other"));
        assertThat(REDIS.command("GET", "whatsapp:token:other"))
                .asString()
                .matches("\\{\"access_token\":\"c4nary-bought-1\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                        + "\"expiry\":[0-9]{10}}");
        assertThat(broker.complaints()).isEmpty();
    }

    @ParameterizedTest(name = "A-03 an answer with expires_in {0} is kept for its buffer less, and asked for once")
    @ValueSource(ints = {1, 2, 60, 299, 300, 301, 1199, 1200, 1201, 3600})
    void timeToLive(int lifetime) {
        broker.lifetime(lifetime);
        long kept = lifetime * 1000L - Math.min(300_000L, lifetime * 250L);
        client.getAuthToken("acme");

        // -2: of the shortest lives the end may have come before this look.
        assertThat((Long) REDIS.command("PTTL", NAME))
                .satisfiesAnyOf(
                        ttl -> assertThat(ttl).isBetween(Math.max(1, kept - 10_000), kept),
                        ttl -> assertThat(ttl + lifetime).isIn(-1L, 0L));
        assertThat(broker.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("A-03 an answer without expires_in is kept for 3300 s")
    void unsaid() {
        broker.next(Reply.json("{\"token\":\"c4nary-token\"}"));
        client.getAuthToken("acme");

        assertThat((Long) REDIS.command("PTTL", NAME)).isBetween(3_290_000L, 3_300_000L);
        assertThat(REDIS.command("GET", NAME)).asString().contains("\"expires_in\":3600");
    }

    @Test
    @DisplayName("A-01 a token is read from Redis by a second process, and then from that process")
    void secondProcess() {
        client.getAuthToken("acme");
        RecordedEvents told = new RecordedEvents();
        try (TokenClient other = unhurried().events(told).build()) {
            assertThat(other.getAuthToken("acme").value()).isEqualTo(BrokerDouble.token(1));
            Eventually.isTrue("handed out from there", PATIENCE, () -> {
                other.getAuthToken("acme");
                return told.served(ClientEvent.Source.NEAR) > 0;
            });
        }
        assertThat(broker.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("A-06 invalidateToken deletes the key, and the next call tells the broker which token it was")
    void invalidate() {
        String first = client.getAuthToken("acme").value();

        assertThat(client.invalidateToken("acme")).isTrue();
        assertThat(REDIS.command("EXISTS", NAME)).isEqualTo(0L);
        assertThat(client.getAuthToken("acme").value()).isNotEqualTo(first);
        assertThat(broker.exchanges()).isEqualTo(2);
        assertThat(client.invalidateToken("nobody")).isFalse();
    }

    @Test
    @DisplayName("A-06 naming the rejected token deletes the key only if it is still that one")
    void invalidateIf() {
        String first = client.getAuthToken("acme").value();
        write("a-neighbours-new-one", 3600, 3600);

        assertThat(client.invalidateToken("acme", first)).as("a late report").isFalse();
        assertThat(REDIS.command("GET", NAME)).asString().contains("a-neighbours-new-one");
        assertThat(client.getAuthToken("acme").value()).isEqualTo("a-neighbours-new-one");

        assertThat(client.invalidateToken("acme", "a-neighbours-new-one")).isTrue();
        assertThat(REDIS.command("EXISTS", NAME)).isEqualTo(0L);
        assertThat(client.getAuthToken("acme").value())
                .as("the broker still has the one that was reported first")
                .isEqualTo(BrokerDouble.token(2));
    }

    @Test
    @DisplayName("A-06 a dead token that a slower program writes back is not handed out here again")
    void writtenBack() {
        AccessToken dead = client.getAuthToken(TokenKey.of("genesys", "acme"));
        assertThat(client.invalidateToken("acme", dead.value())).isTrue();
        write(dead.value(), 3600, 3600);

        assertThat(client.getAuthToken("acme")).isNotEqualTo(dead);
        assertThat(REDIS.command("GET", NAME)).asString().doesNotContain(dead.value());
        assertThat(broker.reports().getLast()).contains(dead.fingerprint().value());
    }

    @Test
    @DisplayName("A-06 what another program replaces or deletes is noticed, while changes are told")
    void noticed() {
        RecordedEvents told = new RecordedEvents();
        // Believed for far longer than the test waits.
        try (TokenClient believing =
                unhurried().nearCache(10, Duration.ofMinutes(1)).events(told).build()) {
            Eventually.isTrue(
                    "told of changes",
                    PATIENCE,
                    () -> told.of(ClientEvent.WatchChanged.class).stream().anyMatch(ClientEvent.WatchChanged::live));
            believing.getAuthToken("acme");
            write("another", 3600, 3600);
            Eventually.isTrue(
                    "replaced",
                    PATIENCE,
                    () -> believing.getAuthToken("acme").value().equals("another"));

            REDIS.command("DEL", NAME);
            Eventually.isTrue(
                    "deleted",
                    PATIENCE,
                    () -> !believing.getAuthToken("acme").value().equals("another"));
        }
    }

    @Test
    @DisplayName("A-05 garbage under the key is a call to the broker and an event, and is replaced")
    void garbage() {
        REDIS.command("LPUSH", NAME, "x");
        assertThat(client.getAuthToken("acme").value()).isEqualTo(BrokerDouble.token(1));
        REDIS.command("SET", NAME, "{\"access_token\":");
        Eventually.isTrue("read again", PATIENCE, () -> {
            client.getAuthToken("acme");
            return events.of(ClientEvent.UnreadableEntry.class).size() >= 2;
        });
        assertThat(client.getAuthToken("acme").value()).isEqualTo(BrokerDouble.token(1));
    }

    private static void write(String token, int lifetime, int left) {
        REDIS.command(
                "SET",
                NAME,
                "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime
                        + ",\"expiry\":" + (Instant.now().getEpochSecond() + left) + "}");
    }
}
