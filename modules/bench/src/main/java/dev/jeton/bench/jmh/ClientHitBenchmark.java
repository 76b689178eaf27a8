package dev.jeton.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jeton.api.AccessToken;
import dev.jeton.client.TokenClient;
import dev.jeton.client.TokenClientBuilder;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.RedisClient;

/**
 * A token at hand in the client library: from its own process, and from Redis for every call; beside that what anybody would write by
 * hand, a GET by Jedis whose answer Jackson parses. The broker is never asked: there is none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class ClientHitBenchmark {

    private static final String TENANT = "tenant-500";
    private static final String KEY = "genesys:token:" + TENANT;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIFETIME = Duration.ofDays(1).toSeconds();
    private static final long LAST_MINUTES = 300;

    private final RedisProcess redis = RedisProcess.start();
    private final RedisClient jedis =
            RedisClient.builder().hostAndPort(redis.host(), redis.port()).build();
    private final TokenClient near =
            client().nearCache(10_000, Duration.ofHours(1)).build();
    private final TokenClient everyTime =
            client().nearCache(0, Duration.ofSeconds(1)).build();

    private TokenClientBuilder client() {
        return TokenClient.of(URI.create("http://127.0.0.1:1"))
                .secret("a-secret-of-the-benchmarks")
                .redis(redis.uri().toString());
    }

    /** Another program has put the token there. */
    @Setup(Level.Trial)
    public void fill() {
        long expiry = Instant.now().getEpochSecond() + LIFETIME;
        jedis.set(
                KEY,
                "{\"access_token\":\"" + "x".repeat(86) + "\",\"token_type\":\"Bearer\",\"expires_in\":" + LIFETIME
                        + ",\"expiry\":" + expiry + "}");
    }

    /** From this process; Redis tells of changes. */
    @Benchmark
    public AccessToken nearHit() {
        return near.getAuthToken(TENANT);
    }

    /** From Redis, for every call. */
    @Benchmark
    public AccessToken redisHit() {
        return everyTime.getAuthToken(TENANT);
    }

    /** What it comes down to, by hand. */
    @Benchmark
    public String bareJedis() throws IOException {
        JsonNode entry = JSON.readTree(jedis.get(KEY));
        if (entry.get("expiry").longValue() <= Instant.now().getEpochSecond() + LAST_MINUTES) {
            throw new IllegalStateException("the token is over");
        }
        return entry.get("access_token").textValue();
    }

    @TearDown(Level.Trial)
    public void close() {
        near.close();
        everyTime.close();
        jedis.close();
        redis.close();
    }
}
