package dev.jeton.cache.redis;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A token entry to bytes and back: what a request that is answered from Redis costs besides the way there. It stands in
 * this package because the codec is, rightly, visible nowhere else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class CodecBenchmark {

    /** About as long as the access tokens of Meta; those of Genesys are shorter, JWTs longer. */
    private static final int TOKEN_LENGTH = 200;

    private final TokenKey key = TokenKey.of("genesys", "tenant-1");
    private final TokenEntry entry = entry();
    private final byte[] bytes = TokenEntryCodec.encode(key, entry);

    private static TokenEntry entry() {
        TtlPolicy policy = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0.5);
        return new TokenEntry(
                AccessToken.bearer("t".repeat(TOKEN_LENGTH)),
                policy.schedule(new Validity.Lasting(Duration.ofHours(1)), Instant.parse("2026-01-01T00:00:00Z")));
    }

    /** Once for every new token. */
    @Benchmark
    public byte[] encode() {
        return TokenEntryCodec.encode(key, entry);
    }

    /** Once for every request that Redis answers. */
    @Benchmark
    public TokenEntry decode() throws Exception {
        return TokenEntryCodec.decode(key, bytes);
    }
}
