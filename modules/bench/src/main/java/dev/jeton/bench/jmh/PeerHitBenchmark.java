package dev.jeton.bench.jmh;

import dev.jeton.bench.peer.AwsPeer;
import dev.jeton.bench.peer.GoogleAuthPeer;
import dev.jeton.bench.peer.JedisPeer;
import dev.jeton.bench.peer.MsalPeer;
import dev.jeton.bench.peer.SpringPeer;
import dev.jeton.bench.peer.TokenPeer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A tenant's cached token by the means of others, in the same run as {@link TokenHitBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class PeerHitBenchmark {

    private static final List<String> TENANTS =
            IntStream.range(0, 1000).mapToObj(i -> "tenant-" + i).toList();

    /** Which of them. */
    @Param({"aws", "google", "jedis", "msal", "spring"})
    @SuppressWarnings("NullAway.Init") // JMH sets it before the set-up.
    String name;

    @SuppressWarnings("NullAway.Init") // Set by the set-up.
    private TokenPeer peer;

    private final String tenant = "tenant-" + 500;

    /** Gives every tenant a token. */
    @Setup(Level.Trial)
    public void fill() {
        peer = of(name);
        TENANTS.forEach(peer::token);
    }

    private static TokenPeer of(String name) {
        return switch (name) {
            case "aws" -> new AwsPeer(TENANTS);
            case "google" -> new GoogleAuthPeer(TENANTS);
            case "jedis" -> new JedisPeer(TENANTS);
            case "msal" -> new MsalPeer(TENANTS);
            case "spring" -> new SpringPeer();
            default -> throw new IllegalArgumentException("nobody is called " + name);
        };
    }

    /** The token of one of a thousand tenants. */
    @Benchmark
    public String peer() {
        return peer.token(tenant);
    }

    @TearDown(Level.Trial)
    public void close() {
        peer.close();
    }
}
