package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.concurrent.Gate;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollapsedCallsTest {

    private static final int THREADS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final TokenKey KEY = TokenKey.of("genesys", "acme");

    private final BrokerDouble broker = BrokerDouble.start();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    @DisplayName("A-08 100 concurrent misses make one broker call: without Redis, with it, and with a dead one")
    void misses() {
        try (RedisProcess redis = RedisProcess.start()) {
            assertThat(callsOf(broker.client().build())).isEqualTo(1);
            TokenClientBuilder shared =
                    broker.client().redis(redis.uri().toString()).redisTimeout(Duration.ofSeconds(5));
            assertThat(callsOf(shared.build())).isEqualTo(1);
            redis.kill();
            assertThat(callsOf(shared.build())).isEqualTo(1);
        }
    }

    private int callsOf(TokenClient client) {
        int before = broker.calls();
        try (client) {
            List<AccessToken> tokens =
                    Burst.of(THREADS, i -> client.getAuthToken("acme")).orFail();
            assertThat(Collections.frequency(tokens, tokens.getFirst())).isEqualTo(THREADS);
        }
        return broker.calls() - before;
    }

    @Test
    @DisplayName("A-08 a failure is shared: 100 callers make no hundred calls to a broker that is ill")
    void failures() {
        Gate gate = new Gate();
        AtomicInteger entered = new AtomicInteger();
        broker.always(Reply.problem(503, "OVERLOADED"));
        broker.meanwhile(() -> pass(gate));
        try (TokenClient client = broker.client().build()) {
            Burst<AccessToken> burst = Burst.of(THREADS, i -> {
                if (entered.incrementAndGet() == THREADS) {
                    gate.open();
                }
                return client.getAuthToken("acme");
            });
            assertThat(burst.failures()).hasSize(THREADS).allMatch(e -> e instanceof BrokerException);
        }
        assertThat(broker.calls()).isBetween(1, 20);
    }

    @Test
    @DisplayName("A-08 a caller who hangs up fails nobody else")
    void hangsUp() throws InterruptedException {
        Gate gate = new Gate();
        broker.meanwhile(() -> pass(gate));
        try (TokenClient client = broker.client().build()) {
            CompletableFuture<Throwable> leader = new CompletableFuture<>();
            Thread first = Thread.ofVirtual().start(() -> {
                try {
                    client.getAuthToken("acme");
                } catch (BrokerException e) {
                    leader.complete(e);
                }
            });
            gate.awaitArrived(1);
            CompletableFuture<AccessToken> second = CompletableFuture.supplyAsync(() -> client.getAuthToken("acme"));
            first.interrupt();
            assertThat(leader.join())
                    .isInstanceOfSatisfying(
                            BrokerException.class, e -> assertThat(e.code()).isEqualTo(BrokerException.INTERRUPTED));
            gate.open();
            assertThat(second.join().value()).isEqualTo(BrokerDouble.token(1));
        }
        assertThat(broker.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("A-06 who joins a search that brings the token it has just reported is given another one")
    void joinsTooLate() {
        Gate gate = new Gate();
        String dead = BrokerDouble.token(1);
        broker.meanwhile(() -> pass(gate));
        try (RedisProcess redis = RedisProcess.start();
                TokenClient client = broker.client()
                        .redis(redis.uri().toString())
                        .redisTimeout(Duration.ofSeconds(5))
                        .build()) {
            CompletableFuture<AccessToken> plain = CompletableFuture.supplyAsync(() -> client.getAuthToken(KEY));
            gate.awaitArrived(1);
            CompletableFuture<AccessToken> another =
                    CompletableFuture.supplyAsync(() -> client.getAnother(KEY, AccessToken.bearer(dead)));
            Eventually.isTrue("reported", PATIENCE, () -> client.toString().contains("1 rejected"));
            gate.open();

            assertThat(another.join().value()).isEqualTo(BrokerDouble.token(2));
            assertThat(plain.join().value()).as("nobody here").isEqualTo(BrokerDouble.token(2));
            assertThat(redis.command("GET", "genesys:token:acme")).asString().contains(BrokerDouble.token(2));
        }
        assertThat(broker.calls()).isEqualTo(2);
        assertThat(broker.complaints()).isEmpty();
    }

    @Test
    @DisplayName("who waits for a token while the client is closed is told so")
    void closedMeanwhile() {
        Gate gate = new Gate();
        broker.meanwhile(() -> pass(gate));
        TokenClient client = broker.client().build();
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> client.getAuthToken(KEY))
                .handle((token, failure) -> failure.getCause());
        gate.awaitArrived(1);
        client.close();

        assertThat(waiting.join()).isInstanceOf(BrokerException.class);
        gate.open();
    }

    private static void pass(Gate gate) {
        try {
            gate.pass();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
