package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

class TimeoutsTest {

    private static final int CONNECTIONS = 100;
    private static final int ROUNDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RedisProcess redis = RedisProcess.start();
    private final FaultProxy proxy = FaultProxy.inFrontOf(redis.host(), redis.port());
    private final RedisClient client = client();
    private final AtomicInteger suspicions = new AtomicInteger();

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
        redis.close();
    }

    /** Far more patient than the calls, so that nothing but the interruption can end them. */
    private RedisClient client() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofMinutes(1));
        pool.setJmxEnabled(false);
        return RedisClient.builder()
                .hostAndPort(new HostAndPort(proxy.host(), proxy.port()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .resp2()
                        .timeoutMillis(60_000)
                        .build())
                .poolConfig(pool)
                .build();
    }

    private final class Counting implements RedisCalls.Server {
        private final Semaphore places = new Semaphore(2 * CONNECTIONS);

        @Override
        public Semaphore places() {
            return places;
        }

        @Override
        public void slow() {
            suspicions.incrementAndGet();
        }

        @Override
        public void broken() {
            throw new AssertionError("a slow answer is no broken connection");
        }

        @Override
        public void unusable(String reason) {
            throw new AssertionError("a slow answer alone proves nothing: " + reason);
        }

        @Override
        public boolean isKnownToBeGone() {
            return false;
        }

        @Override
        public void demoted() {}
    }

    @Test
    @DisplayName("I10 a thousand timeouts leak no connection of the pool")
    void aThousandTimeouts() {
        Routes routes = new OneRoute(client, new Counting());
        try (RedisCalls patient = new RedisCalls(PATIENCE);
                RedisCalls hasty = new RedisCalls(Duration.ofMillis(100))) {
            Burst.of(CONNECTIONS, i -> new JedisDriver(routes, patient).get("warm"))
                    .orFail();
            proxy.set(new Fault.HalfOpen());

            for (int round = 0; round < ROUNDS; round++) {
                Burst<byte[]> burst = Burst.of(CONNECTIONS, i -> new JedisDriver(routes, hasty).get("cold"));
                assertThat(burst.failures()).hasSize(CONNECTIONS).hasOnlyElementsOfType(CacheUnavailable.class);
            }

            assertThat(suspicions).hasValue(ROUNDS * CONNECTIONS);
            Eventually.isTrue("none is in use", PATIENCE, () -> client.getPool().getNumActive() == 0);
            proxy.heal();
            Burst.of(2 * CONNECTIONS, i -> new JedisDriver(routes, patient).get("well"))
                    .orFail();
        }
    }
}
