package dev.jeton.bench.jmh;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.jeton.api.CorrelationId;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.InMemoryState;
import dev.jeton.providers.TokenBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A cached token from the broker of this process, beside Caffeine's own {@code getIfPresent} as the floor. Every lookup is
 * made with a key that equals the stored one without being it, as the keys of real requests do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class TokenHitBenchmark {

    private static final int TENANTS = 1000;

    private final OneTokenProvider provider = new OneTokenProvider();
    private final TokenBroker broker = TokenBroker.over(
                    InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, TimeSource.system()),
                    (key, id, deadline) -> Optional.of(new Credentials(Map.of())))
            .provider(provider)
            .build();
    private final Cache<TokenKey, TokenEntry> likeOurs = Caffeine.newBuilder()
            .maximumSize(InMemoryState.DEFAULT_MAX_TOKENS)
            .expireAfter(Expiry.<TokenKey, TokenEntry>writing((key, entry) -> Duration.ofDays(1)))
            .build();
    private final Cache<TokenKey, TokenEntry> plain = Caffeine.newBuilder().build();

    private final String tenant = tenant(TENANTS / 2);
    private final TokenRequest prepared = TokenRequest.of(OneTokenProvider.ID.value(), tenant);
    private final Freshness cached = new Freshness.Cached();
    private final String correlation = "3f1c1a52-7f0e-4a63-9b7e-6a1f9f4b2d10";

    /** Fills all three with the same tokens. */
    public TokenHitBenchmark() {
        for (int i = 0; i < TENANTS; i++) {
            TokenKey key = TokenKey.of(OneTokenProvider.ID.value(), tenant(i));
            TokenEntry entry = broker.getToken(TokenRequest.of(key)).entry();
            likeOurs.put(key, entry);
            plain.put(key, entry);
        }
    }

    private static String tenant(int number) {
        return "tenant-" + number;
    }

    /** The request is there already: what the broker itself costs. */
    @Benchmark
    public TokenAnswer brokerPrepared() {
        return broker.getToken(prepared);
    }

    /** The request is made from texts, as the HTTP route makes it for a caller who names a correlation id. */
    @Benchmark
    public TokenAnswer brokerFromTexts() {
        return broker.getToken(new TokenRequest(
                TokenKey.of(OneTokenProvider.ID.value(), tenant),
                cached,
                Duration.ZERO,
                TokenRequest.DEFAULT_TIMEOUT,
                new CorrelationId(correlation)));
    }

    /** As a program that embeds the broker most easily asks; the random correlation id is a good part of it. */
    @Benchmark
    public TokenAnswer brokerShortForm() {
        return broker.getToken(TokenRequest.of(OneTokenProvider.ID.value(), tenant));
    }

    /** The floor: a Caffeine cache with the bound and the expiry that ours has. */
    @Benchmark
    public @Nullable TokenEntry caffeineLikeOurs() {
        return likeOurs.getIfPresent(prepared.key());
    }

    /** Below the floor: Caffeine with no bound and no expiry, little more than a hash map. */
    @Benchmark
    public @Nullable TokenEntry caffeinePlain() {
        return plain.getIfPresent(prepared.key());
    }

    /** Ends the broker, and the benchmark with it if it measured exchanges. */
    @TearDown
    public void close() {
        broker.close();
        if (provider.issued() != TENANTS) {
            throw new IllegalStateException("not every token came from the cache: " + provider.issued() + " issued");
        }
    }
}
