package dev.jeton.bench.jmh;

import dev.jeton.api.Schedule;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.providers.BrokerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
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

/** Expiry arithmetic: once for every token that is issued, and the one question that every request asks. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class TtlPolicyBenchmark {

    private final TtlPolicy policy = BrokerSettings.defaults()
            .ttlPolicy(() -> ThreadLocalRandom.current().nextDouble());
    private final Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Validity hour = new Validity.Lasting(Duration.ofHours(1));
    private final Schedule schedule = policy.schedule(hour, now);
    private final Instant later = now.plusSeconds(60);
    private final String expiresIn = "86399";

    /** The schedule of a new token. */
    @Benchmark
    public Schedule schedule() {
        return policy.schedule(hour, now);
    }

    /** Reading {@code expires_in}. */
    @Benchmark
    public Duration lifetime() {
        return TtlPolicy.lifetime(expiresIn, Duration.ofHours(1));
    }

    /** Whether a cached token is still the one to serve: on the way of every request. */
    @Benchmark
    public boolean isPreferred() {
        return schedule.isPreferred(later);
    }
}
