package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisKilledTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TokenKey KEY = TokenKey.of("genesys", "acme");

    private final RedisProcess redis = RedisProcess.start();
    private final FaultProxy proxy = FaultProxy.inFrontOf(redis.host(), redis.port());
    private final BrokerDouble broker = BrokerDouble.start();
    private final RecordedEvents events = new RecordedEvents();
    private final Canaries canaries = new Canaries();

    /** Patient with a busy machine, but where an answer never comes. */
    private TokenClient client(int nearSize, Outage outage) {
        return broker.client()
                .redis("redis://" + proxy.host() + ":" + proxy.port())
                .redisTimeout(outage == Outage.HALF_OPEN ? Duration.ofMillis(250) : Duration.ofSeconds(5))
                .nearCache(nearSize, Duration.ofSeconds(5))
                .events(events)
                .build();
    }

    @AfterEach
    void stop() {
        canaries.assertNoneIn("the events", events.toString());
        broker.close();
        proxy.close();
        redis.close();
    }

    /** Where Redis is, and what is done to it. */
    enum Outage {
        KILLED {
            @Override
            void strike(RedisKilledTest test) {
                test.redis.kill();
            }
        },
        HALF_OPEN {
            @Override
            void strike(RedisKilledTest test) {
                test.proxy.set(new Fault.HalfOpen());
            }
        },
        FULL {
            @Override
            void strike(RedisKilledTest test) {
                test.redis.command("CONFIG", "SET", "maxmemory", "1");
            }
        };

        abstract void strike(RedisKilledTest test);
    }

    @ParameterizedTest(name = "A-05 {0} before the read: the broker is called once")
    @EnumSource
    void beforeTheRead(Outage outage) {
        try (TokenClient client = client(10, outage)) {
            outage.strike(this);

            assertThat(client.getAuthToken("acme").value()).isEqualTo(BrokerDouble.token(1));
        }
        assertThat(broker.calls()).isEqualTo(1);
    }

    @ParameterizedTest(name = "A-05 {0} between the broker call and the write: the token is handed out all the same")
    @EnumSource
    void beforeTheWrite(Outage outage) {
        try (TokenClient client = client(10, outage)) {
            broker.meanwhile(() -> outage.strike(this));

            assertThat(client.getAuthToken("acme").value()).isEqualTo(BrokerDouble.token(1));
        }
        // Whoever looks after the server's health may have noticed before the write began.
        assertThat(events.of(ClientEvent.RedisFault.class).isEmpty()
                        && events.of(ClientEvent.RedisChanged.class).stream()
                                .allMatch(ClientEvent.RedisChanged::usable))
                .as("nobody is told, though it was survived")
                .isFalse();
    }

    @ParameterizedTest(name = "A-05 {0} before an invalidation: no error, and the token is not handed out again")
    @EnumSource
    void beforeAnInvalidation(Outage outage) {
        try (TokenClient client = client(10, outage)) {
            AccessToken first = client.getAuthToken(KEY);
            outage.strike(this);

            client.invalidateToken(KEY, first);
            AccessToken second = client.getAuthToken(KEY);
            AccessToken third = client.getAnother(KEY, second);
            client.invalidateToken("acme");
            assertThat(second).isNotEqualTo(first);
            assertThat(third).isNotIn(first, second);
            assertThat(client.getAuthToken(KEY)).isNotIn(first, second);
        }
        assertThat(broker.reports().get(1)).as("the broker was told").isPresent();
    }

    @ParameterizedTest(
            name = "A-05 {0} after a token was cached: each call is answered, with no near cache by the broker")
    @EnumSource
    void afterTheWrite(Outage outage) {
        try (TokenClient client = client(0, outage)) {
            AccessToken first = client.getAuthToken(KEY);
            outage.strike(this);
            for (int i = 0; i < 5; i++) {
                assertThat(client.getAuthToken(KEY)).isEqualTo(first);
            }
        }
        assertThat(broker.exchanges()).isEqualTo(1);
        assertThat(broker.calls()).isEqualTo(outage == Outage.FULL ? 1 : 6);
    }

    @Test
    @DisplayName(
            "A-05 killed under load and back: no call fails, one warning there and one back, and the key is shared again")
    void underLoad() {
        try (TokenClient client = client(10, Outage.KILLED)) {
            broker.lifetime(3600);
            Burst.of(20, i -> {
                        for (int n = 0; n < 50; n++) {
                            if (i == 0 && n == 10) {
                                redis.kill();
                            }
                            client.getAuthToken(KEY);
                        }
                        return i;
                    })
                    .orFail();
            awaitRedis(false);
            assertThat(events.of(ClientEvent.Failed.class)).isEmpty();
            assertThat(broker.calls()).as("not one for each of a thousand").isLessThan(20);

            redis.restart();
            awaitRedis(true);
            Eventually.isTrue("shared again", PATIENCE, () -> {
                client.getAuthToken(KEY);
                return Long.valueOf(1).equals(redis.command("EXISTS", "genesys:token:acme"));
            });
            assertThat(events.of(ClientEvent.RedisChanged.class)).hasSize(2);
        }
    }

    @Test
    @DisplayName("A-05 absent at start: the client opens, and finds it later")
    void absentAtStart() {
        redis.kill();
        try (TokenClient client = client(10, Outage.KILLED)) {
            assertThat(client.getAuthToken("acme").value()).isEqualTo(BrokerDouble.token(1));
            redis.restart();
            awaitRedis(true);
        }
    }

    private void awaitRedis(boolean usable) {
        Eventually.isTrue("Redis is " + (usable ? "back" : "away"), PATIENCE, () -> {
            var told = events.of(ClientEvent.RedisChanged.class);
            return !told.isEmpty() && told.getLast().usable() == usable;
        });
    }
}
