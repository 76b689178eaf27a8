package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadTokenStormTest {

    private static final int THREADS = 200;
    private static final int ROUNDS = 10;
    private static final TokenKey KEY = TokenKey.of("genesys", "acme");

    private final BrokerDouble broker = BrokerDouble.start();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    @DisplayName(
            "A-06 200 threads in two processes, one dead token: 1 exchange, a call a process, the dead one to nobody")
    void twoProcesses() {
        try (RedisProcess redis = RedisProcess.start();
                TokenClient one = client(redis);
                TokenClient other = client(redis)) {
            storms(one, other, 2);
        }
    }

    @Test
    @DisplayName("A-06 the same with Redis killed in the middle: one exchange, and a few calls more")
    void redisKilled() {
        try (RedisProcess redis = RedisProcess.start();
                TokenClient one = client(redis);
                TokenClient other = client(redis)) {
            one.getAuthToken(KEY);
            broker.meanwhile(redis::kill);
            storms(one, other, 20);
        }
    }

    private TokenClient client(RedisProcess redis) {
        return broker.client()
                .redis(redis.uri().toString())
                .redisTimeout(Duration.ofSeconds(5))
                .build();
    }

    private void storms(TokenClient one, TokenClient other, int mostCalls) {
        int checked = 0;
        int violated = 0;
        for (int round = 0; round < ROUNDS; round++) {
            AccessToken dead = one.getAuthToken(KEY);
            other.getAuthToken(KEY);
            int calls = broker.calls();
            int exchanges = broker.exchanges();
            for (List<AccessToken> given : storm(dead, one, other)) {
                checked += given.size();
                violated += Collections.frequency(given, dead);
            }
            assertThat(broker.calls() - calls).as("round %d", round).isBetween(1, mostCalls);
            assertThat(broker.exchanges() - exchanges).isEqualTo(1);
        }
        System.out.println("dead tokens: " + checked + " checked, " + violated + " violated");
        assertThat(violated).isZero();
        assertThat(broker.complaints()).isEmpty();
    }

    /** What each thread was given after it had reported. */
    private static List<List<AccessToken>> storm(AccessToken dead, TokenClient one, TokenClient other) {
        return Burst.of(THREADS, i -> {
                    TokenClient mine = i % 2 == 0 ? one : other;
                    return List.of(mine.getAnother(KEY, dead), mine.getAuthToken(KEY), mine.getAuthToken(KEY));
                })
                .orFail();
    }

    @Test
    @DisplayName(
            "A-06 a broker that has no other token than the dead one is a failure, and the dead one is not handed out")
    void noOther() {
        broker.always(Reply.json("{\"token\":\"c4nary-the-only-one\"}"));
        try (TokenClient client = broker.client().build()) {
            AccessToken dead = client.getAuthToken(KEY);

            assertThatThrownBy(() -> client.getAnother(KEY, dead)).isInstanceOfSatisfying(BrokerException.class, e -> {
                assertThat(e.code()).isEqualTo(BrokerException.REJECTED_AGAIN);
                assertThat(e.isRepeatable()).isFalse();
            });
            assertThatThrownBy(() -> client.getAuthToken(KEY)).isInstanceOf(BrokerException.class);
        }
    }
}
