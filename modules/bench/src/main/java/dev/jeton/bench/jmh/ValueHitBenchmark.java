package dev.jeton.bench.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.InMemoryState;
import java.time.Duration;
import java.util.Optional;
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
 * A value that this process holds decoded, from the cache service. Now and then, when it is no longer believed, it is read and
 * decoded again, as in a process that runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class ValueHitBenchmark {

    private static final int VALUES = 1000;

    private static final ValueFormat<String> TEXT = new ValueFormat<>() {
        @Override
        public byte[] write(String value) {
            return ("\"" + value + "\"").getBytes(UTF_8);
        }

        @Override
        public String read(byte[] json) {
            return new String(json, 1, json.length - 2, UTF_8);
        }
    };

    private static final CacheService.Source<String> NONE = new CacheService.Source<>() {
        @Override
        public Optional<String> load() {
            throw new IllegalStateException("it is kept");
        }

        @Override
        public Duration ttl(String value) {
            return Duration.ZERO;
        }
    };

    private final CacheService cache = InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, TimeSource.system())
            .cache();
    private final CacheKey key = key(VALUES / 2);
    private final String id = "id-" + VALUES / 2;

    /** Fills it. */
    public ValueHitBenchmark() {
        for (int i = 0; i < VALUES; i++) {
            cache.set(key(i), "value-" + i, TEXT, Duration.ofDays(1));
        }
    }

    private static CacheKey key(int number) {
        return CacheKey.of(CacheSpace.TOKEN, "id-" + number);
    }

    /** The key is there already: what the cache itself costs. */
    @Benchmark
    public Optional<String> prepared() {
        return cache.getOrLoad(key, TEXT, NONE);
    }

    /** The key is made from texts, as for a request. */
    @Benchmark
    public Optional<String> fromTexts() {
        return cache.getOrLoad(CacheKey.of(CacheSpace.TOKEN, id), TEXT, NONE);
    }
}
