package dev.jeton.bench.jmh;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.InMemoryState;
import dev.jeton.identity.Identity;
import dev.jeton.identity.IdentitySettings;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Issued;
import dev.jeton.testkit.fake.MapIdentity;
import java.util.Objects;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** An API token that is shown with every request: shape, hash, cache, life. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class ApiTokenBenchmark {

    private static final int TOKENS = 1000;

    private final InMemoryState state = InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, TimeSource.system());
    private final Identity identity = Identity.over(
            new Identity.Parts(new MapIdentity(), state.cache(), Sealer.none(), TokenEvents.NO_OP, TimeSource.system()),
            IdentitySettings.DEFAULT);
    private final Secret value;

    /** With a thousand tokens, of which one is asked for. */
    public ApiTokenBenchmark() {
        Secret last = null;
        for (int i = 0; i < TOKENS; i++) {
            Issued<ApiToken> issued = identity.apiTokens()
                    .create(new ApiTokens.Wish(new UserId("user-" + i), "bench", Permissions.NONE, null));
            last = issued.value();
        }
        this.value = Objects.requireNonNull(last);
    }

    @Benchmark
    public Optional<ApiToken> cached() {
        return identity.apiTokens().living(value);
    }

    /** Ends it. */
    @TearDown
    public void close() {
        identity.close();
        state.close();
    }
}
